using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IssueFour : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_ProgressReads",
                table: "ProgressReads");

            migrationBuilder.AddColumn<DateTime>(
                name: "DeletedAt",
                table: "TerritorySnapshots",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "TerritorySnapshots",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "DoneById",
                table: "Proposals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "ProgressReads",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Plan");

            migrationBuilder.AddColumn<DateTime>(
                name: "DeletedAt",
                table: "PlanSnapshots",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "PlanSnapshots",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "DoneById",
                table: "Campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_ProgressReads",
                table: "ProgressReads",
                columns: new[] { "TenantId", "Day", "PersonId", "ParentId", "Subject" });

            migrationBuilder.CreateTable(
                name: "DatasetNotes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OnBehalfOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Act = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Changes = table.Column<string>(type: "TEXT", maxLength: 30000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DatasetNotes", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_DatasetNotes_CandidateDatasets_TenantId_DatasetId",
                        columns: x => new { x.TenantId, x.DatasetId },
                        principalTable: "CandidateDatasets",
                        principalColumns: new[] { "TenantId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_DatasetNotes_TenantId_DatasetId_At_Id",
                table: "DatasetNotes",
                columns: new[] { "TenantId", "DatasetId", "At", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DatasetNotes");

            migrationBuilder.DropPrimaryKey(
                name: "PK_ProgressReads",
                table: "ProgressReads");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "TerritorySnapshots");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "TerritorySnapshots");

            migrationBuilder.DropColumn(
                name: "DoneById",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "ProgressReads");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "PlanSnapshots");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "PlanSnapshots");

            migrationBuilder.DropColumn(
                name: "DoneById",
                table: "Campaigns");

            migrationBuilder.AddPrimaryKey(
                name: "PK_ProgressReads",
                table: "ProgressReads",
                columns: new[] { "TenantId", "Day", "PersonId", "ParentId" });
        }
    }
}
