using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Conduct : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Dismissals",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Objective = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: true),
                    Stamp = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Amount = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    By = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dismissals", x => new { x.TenantId, x.Key });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "FrameworkItems",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EffortPercent = table.Column<int>(type: "int", nullable: true),
                    Starter = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    Place = table.Column<int>(type: "int", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FrameworkItems", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "PointRhythms",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    EveryMonths = table.Column<int>(type: "int", nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PointRhythms", x => x.TenantId);
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "RegularPoints",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Asked = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Alignment = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    AlignmentNote = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Decisions = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Brief = table.Column<string>(type: "nvarchar(max)", maxLength: 100000, nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RecordedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DeletedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegularPoints", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "Strategies",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Origin = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    ParentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Intentions = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Ambitions = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Means = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    FromYear = table.Column<int>(type: "int", nullable: true),
                    ToYear = table.Column<int>(type: "int", nullable: true),
                    CouncilOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Deliberation = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    DeliberationUrl = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ValidatedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ValidatedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Strategies", x => x.TenantId);
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_RegularPoints_TenantId_On_Id",
                table: "RegularPoints",
                columns: new[] { "TenantId", "On", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Dismissals")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "FrameworkItems")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "PointRhythms")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "RegularPoints")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "Strategies")
                .Annotation("SecondWall:TenantColumn", "TenantId");
        }
    }
}
