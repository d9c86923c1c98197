using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class OwnMethod : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "HiddenEntries",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HiddenEntries", x => new { x.TenantId, x.Code });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "OwnEntries",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    Label = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Axis = table.Column<int>(type: "int", nullable: false),
                    What = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OwnEntries", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "PointReminders",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PointId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PointReminders", x => new { x.TenantId, x.PointId, x.On });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_OwnEntries_TenantId_Code",
                table: "OwnEntries",
                columns: new[] { "TenantId", "Code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HiddenEntries")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "OwnEntries")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "PointReminders")
                .Annotation("SecondWall:TenantColumn", "TenantId");
        }
    }
}
