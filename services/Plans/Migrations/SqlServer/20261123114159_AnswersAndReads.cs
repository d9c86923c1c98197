using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.SqlServer
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
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "UpdatedByAnswer",
                table: "Actions",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ActionAnswers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    ActionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LinkId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ProofUrl = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    StateBefore = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    ReasonBefore = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    EndsOnBefore = table.Column<DateOnly>(type: "date", nullable: true),
                    ReasonAfter = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    EndsOnAfter = table.Column<DateOnly>(type: "date", nullable: true),
                    EvidenceId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UndoneAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActionAnswers", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ActionAnswers_Actions_TenantId_ActionId",
                        columns: x => new { x.TenantId, x.ActionId },
                        principalTable: "Actions",
                        principalColumns: new[] { "TenantId", "Id" });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "ProgressReads",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ParentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FirstAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgressReads", x => new { x.TenantId, x.Day, x.PersonId, x.ParentId });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_ActionAnswers_TenantId_ActionId_At",
                table: "ActionAnswers",
                columns: new[] { "TenantId", "ActionId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActionAnswers")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "ProgressReads")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropColumn(
                name: "Answers",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "UpdatedByAnswer",
                table: "Actions");
        }
    }
}
