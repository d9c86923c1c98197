using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Actions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "FileBytes",
                table: "Evidence",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FileName",
                table: "Evidence",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MediaType",
                table: "Evidence",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Funding",
                table: "Actions",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "NextActionId",
                table: "Actions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ParentActionId",
                table: "Actions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PilotNames",
                table: "Actions",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Recurrence",
                table: "Actions",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "Section",
                table: "Actions",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ActionNotes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ActionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OnBehalfOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    FromBodyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Act = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Changes = table.Column<string>(type: "TEXT", maxLength: 30000, nullable: true),
                    Mentions = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    HiddenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HiddenBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActionNotes", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ActionNotes_Actions_TenantId_ActionId",
                        columns: x => new { x.TenantId, x.ActionId },
                        principalTable: "Actions",
                        principalColumns: new[] { "TenantId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Files",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", maxLength: 10485760, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Files", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Files_Evidence_TenantId_Id",
                        columns: x => new { x.TenantId, x.Id },
                        principalTable: "Evidence",
                        principalColumns: new[] { "TenantId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Actions_TenantId_ParentActionId",
                table: "Actions",
                columns: new[] { "TenantId", "ParentActionId" });

            migrationBuilder.CreateIndex(
                name: "IX_ActionNotes_TenantId_ActionId_At_Id",
                table: "ActionNotes",
                columns: new[] { "TenantId", "ActionId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ActionNotes_TenantId_Kind_At",
                table: "ActionNotes",
                columns: new[] { "TenantId", "Kind", "At" });

            migrationBuilder.AddForeignKey(
                name: "FK_Actions_Actions_TenantId_ParentActionId",
                table: "Actions",
                columns: new[] { "TenantId", "ParentActionId" },
                principalTable: "Actions",
                principalColumns: new[] { "TenantId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Actions_Actions_TenantId_ParentActionId",
                table: "Actions");

            migrationBuilder.DropTable(
                name: "ActionNotes");

            migrationBuilder.DropTable(
                name: "Files");

            migrationBuilder.DropIndex(
                name: "IX_Actions_TenantId_ParentActionId",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "FileBytes",
                table: "Evidence");

            migrationBuilder.DropColumn(
                name: "FileName",
                table: "Evidence");

            migrationBuilder.DropColumn(
                name: "MediaType",
                table: "Evidence");

            migrationBuilder.DropColumn(
                name: "Funding",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "NextActionId",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "ParentActionId",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "PilotNames",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "Recurrence",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "Section",
                table: "Actions");
        }
    }
}
