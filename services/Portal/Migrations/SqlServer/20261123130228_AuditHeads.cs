using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Portal.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AuditHeads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ValuesHash",
                table: "Audit",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ValuesId",
                table: "Audit",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuditHeads",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHeads", x => x.TenantId);
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "AuditValues",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Salt = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditValues", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            // Chains that were begun before end where they end now.
            migrationBuilder.Sql(
                """
                INSERT INTO [AuditHeads] ([TenantId], [Sequence], [Hash])
                SELECT a.[TenantId], a.[Sequence], a.[Hash] FROM [Audit] a
                WHERE a.[Sequence] = (SELECT MAX(b.[Sequence]) FROM [Audit] b WHERE b.[TenantId] = a.[TenantId]);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditHeads")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "AuditValues")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropColumn(
                name: "ValuesHash",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "ValuesId",
                table: "Audit");
        }
    }
}
