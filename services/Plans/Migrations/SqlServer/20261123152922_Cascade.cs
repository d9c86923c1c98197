using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Cascade : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Parts",
                table: "Proposals",
                type: "nvarchar(max)",
                maxLength: 200000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "Proposals",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SeenVersion",
                table: "Proposals",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Taken",
                table: "Proposals",
                type: "nvarchar(max)",
                maxLength: 30000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "Campaigns",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ModelId",
                table: "Campaigns",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OfferId",
                table: "Campaigns",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Parts",
                table: "Campaigns",
                type: "nvarchar(max)",
                maxLength: 200000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "CampaignRecipients",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SeenAt",
                table: "CampaignRecipients",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Contours",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ChildId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Path = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: false),
                    X = table.Column<int>(type: "int", nullable: false),
                    Y = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contours", x => new { x.TenantId, x.ChildId });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "ContourSets",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Licence = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Vintage = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Width = table.Column<int>(type: "int", nullable: false),
                    Height = table.Column<int>(type: "int", nullable: false),
                    Shapes = table.Column<int>(type: "int", nullable: false),
                    ImportedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ImportedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContourSets", x => x.TenantId);
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "FollowUps",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ChildId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    CreatedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EditedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EditedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUps", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "PlanModels",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Objectives = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Parts = table.Column<string>(type: "nvarchar(max)", maxLength: 200000, nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanModels", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "PlanSnapshots",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    TakenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TakenBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Quarter = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true),
                    Level1 = table.Column<int>(type: "int", nullable: false),
                    Level2 = table.Column<int>(type: "int", nullable: false),
                    Level3 = table.Column<int>(type: "int", nullable: false),
                    ReachedCodes = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    DeclaredCodes = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    ActionsTotal = table.Column<int>(type: "int", nullable: false),
                    ActionsDone = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanSnapshots", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "ReceivedOffers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    ChildId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SentVersion = table.Column<int>(type: "int", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: 30000, nullable: false),
                    Message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    MayBeRelayed = table.Column<bool>(type: "bit", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AnswerVersion = table.Column<int>(type: "int", nullable: false),
                    ActionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CampaignId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReceivedOffers", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Filters = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    OwnerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Shared = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "SentOffers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    ActionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ParentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    MayBeRelayed = table.Column<bool>(type: "bit", nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SentBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SentVersion = table.Column<int>(type: "int", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    AnswerVersion = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SentOffers", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_SentOffers_Actions_TenantId_ActionId",
                        columns: x => new { x.TenantId, x.ActionId },
                        principalTable: "Actions",
                        principalColumns: new[] { "TenantId", "Id" });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "TerritorySnapshots",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    TakenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TakenBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Quarter = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TerritorySnapshots", x => new { x.TenantId, x.Id });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateTable(
                name: "TerritorySnapshotRows",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SnapshotId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Epoch = table.Column<int>(type: "int", nullable: false),
                    ReachedCodes = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    DeclaredCodes = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Declared = table.Column<int>(type: "int", nullable: false),
                    Reached = table.Column<int>(type: "int", nullable: false),
                    ActionsTotal = table.Column<int>(type: "int", nullable: false),
                    ActionsDone = table.Column<int>(type: "int", nullable: false),
                    Level1 = table.Column<int>(type: "int", nullable: false),
                    Level2 = table.Column<int>(type: "int", nullable: false),
                    Level3 = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TerritorySnapshotRows", x => new { x.TenantId, x.SnapshotId, x.OwnerId });
                    table.ForeignKey(
                        name: "FK_TerritorySnapshotRows_TerritorySnapshots_TenantId_SnapshotId",
                        columns: x => new { x.TenantId, x.SnapshotId },
                        principalTable: "TerritorySnapshots",
                        principalColumns: new[] { "TenantId", "Id" });
                })
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Actions_TenantId_ProposalId",
                table: "Actions",
                columns: new[] { "TenantId", "ProposalId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_ChildId_CreatedAt_Id",
                table: "FollowUps",
                columns: new[] { "TenantId", "ChildId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanSnapshots_TenantId_Quarter",
                table: "PlanSnapshots",
                columns: new[] { "TenantId", "Quarter" },
                unique: true,
                filter: "[Quarter] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedOffers_TenantId_ChildId",
                table: "ReceivedOffers",
                columns: new[] { "TenantId", "ChildId" });

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedOffers_TenantId_ReceivedAt_Id",
                table: "ReceivedOffers",
                columns: new[] { "TenantId", "ReceivedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SentOffers_TenantId_ActionId",
                table: "SentOffers",
                columns: new[] { "TenantId", "ActionId" });

            migrationBuilder.CreateIndex(
                name: "IX_TerritorySnapshotRows_TenantId_OwnerId",
                table: "TerritorySnapshotRows",
                columns: new[] { "TenantId", "OwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_TerritorySnapshots_TenantId_Quarter",
                table: "TerritorySnapshots",
                columns: new[] { "TenantId", "Quarter" },
                unique: true,
                filter: "[Quarter] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Contours")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "ContourSets")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "FollowUps")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "PlanModels")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "PlanSnapshots")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "ReceivedOffers")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "SavedViews")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "SentOffers")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "TerritorySnapshotRows")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropTable(
                name: "TerritorySnapshots")
                .Annotation("SecondWall:TenantColumn", "TenantId");

            migrationBuilder.DropIndex(
                name: "IX_Actions_TenantId_ProposalId",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "Parts",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "SeenVersion",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Taken",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "ModelId",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "OfferId",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Parts",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "CampaignRecipients");

            migrationBuilder.DropColumn(
                name: "SeenAt",
                table: "CampaignRecipients");
        }
    }
}
