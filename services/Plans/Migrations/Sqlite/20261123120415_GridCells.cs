using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GridCells : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Cells",
                table: "SharedProgress",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Cells",
                table: "SharedProgress");
        }
    }
}
