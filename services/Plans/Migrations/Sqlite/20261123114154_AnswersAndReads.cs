using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AnswersAndReads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Answers",
                table: "Actions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "UpdatedByAnswer",
                table: "Actions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ActionAnswers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ActionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LinkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ProofUrl = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    StateBefore = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    ReasonBefore = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    EndsOnBefore = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReasonAfter = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    EndsOnAfter = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EvidenceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActionAnswers", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ActionAnswers_Actions_TenantId_ActionId",
                        columns: x => new { x.TenantId, x.ActionId },
                        principalTable: "Actions",
                        principalColumns: new[] { "TenantId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "ProgressReads",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgressReads", x => new { x.TenantId, x.Day, x.PersonId, x.ParentId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_ActionAnswers_TenantId_ActionId_At",
                table: "ActionAnswers",
                columns: new[] { "TenantId", "ActionId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActionAnswers");

            migrationBuilder.DropTable(
                name: "ProgressReads");

            migrationBuilder.DropColumn(
                name: "Answers",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "UpdatedByAnswer",
                table: "Actions");
        }
    }
}
