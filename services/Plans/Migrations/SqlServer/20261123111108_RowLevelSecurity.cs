using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.SqlServer
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
                name: "SharedProgress")
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
                name: "Proposals")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Plans")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Objectives")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Evidence")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Campaigns")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "CampaignRecipients")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Audit")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Actions")
                .Annotation("SecondWall:TenantColumn", "TenantId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .OldAnnotation("SecondWall:Version", 1);

            migrationBuilder.AlterTable(
                name: "SharedProgress")
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
                name: "Proposals")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Plans")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Objectives")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Evidence")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Campaigns")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "CampaignRecipients")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Audit")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.AlterTable(
                name: "Actions")
                .OldAnnotation("SecondWall:TenantColumn", "TenantId");
        }
    }
}
