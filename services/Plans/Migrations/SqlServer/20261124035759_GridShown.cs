using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class GridShown : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "Cells",
                table: "SharedProgress",
                newName: "Shown");

            // Rows delivered before: their figures are at hand beside the cells.
            migrationBuilder.Sql(
                """
                UPDATE [SharedProgress] SET [Shown] = CONCAT('{"declared":', [Declared], ',"reached":', [Reached], ',"actionsTotal":', [ActionsTotal], ',"actionsDone":', [ActionsDone],
                    ',"levels":[', [Level1], ',', [Level2], ',', [Level3], ']', CASE WHEN [LastMonth] = '' THEN '' ELSE CONCAT(',"lastMonth":"', [LastMonth], '"') END,
                    ',"cells":', [Shown], '}')
                WHERE [Shown] IS NOT NULL;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Copy_SharePolicies_ParentId_Subject_ChildId_Level_Epoch",
                table: "Copy_SharePolicies",
                columns: new[] { "ParentId", "Subject", "ChildId", "Level", "Epoch" });

            migrationBuilder.CreateIndex(
                name: "IX_Copy_Attachments_ParentId_State_ChildId",
                table: "Copy_Attachments",
                columns: new[] { "ParentId", "State", "ChildId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Copy_SharePolicies_ParentId_Subject_ChildId_Level_Epoch",
                table: "Copy_SharePolicies");

            migrationBuilder.DropIndex(
                name: "IX_Copy_Attachments_ParentId_State_ChildId",
                table: "Copy_Attachments");

            migrationBuilder.RenameColumn(
                name: "Shown",
                table: "SharedProgress",
                newName: "Cells");
        }
    }
}
