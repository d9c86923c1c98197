using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Territory.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RowLevelSecurity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("SecondWall:Version", 1);

            migrationBuilder.AlterTable(
                name: "SharePolicies")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Shared_Projections")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Shared_Headers")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "ReadTraces")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Memberships")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Invitations")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Audit")
                .Annotation("SecondWall:TenantColumn", "TenantId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .OldAnnotation("SecondWall:Version", 1);

            migrationBuilder.AlterTable(
                name: "SharePolicies")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Shared_Projections")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Shared_Headers")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "ReadTraces")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Memberships")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Invitations")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Audit")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");
        }
    }
}
