using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenDataAnimation.Plans.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Inventory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "Actions",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OriginId",
                table: "Actions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BodyServices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Folded = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    Contact = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BodyServices", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "CoDesigns",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Policy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sensitive = table.Column<bool>(type: "INTEGER", nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConfirmedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Aim = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    People = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Data = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Risks = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    NextDecision = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoDesigns", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "CriterionTicks",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Justification = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CriterionTicks", x => new { x.TenantId, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "CrossQuestions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Ends = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Actors = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Data = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Datasets = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Reuses = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    MeetingOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    MeetingNotes = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CrossQuestions", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Missions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Folded = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Service = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Ideas = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    AtWork = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Missions", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "SharedCoverage",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Epoch = table.Column<int>(type: "INTEGER", nullable: false),
                    Published = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SharedCoverage", x => new { x.TenantId, x.OwnerId });
                });

            migrationBuilder.CreateTable(
                name: "Trajectories",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Trajectories", x => x.TenantId);
                });

            migrationBuilder.CreateTable(
                name: "CandidateDatasets",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Folded = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ServiceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OwnerName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Theme = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Licence = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Schema = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Duty = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DutySource = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Frequency = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    HeldIn = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PublishedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RefreshedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RefreshDueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CheckedYes = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    CheckedNo = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    CheckNote = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    CheckedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CheckedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CandidateDatasets", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_CandidateDatasets_BodyServices_TenantId_ServiceId",
                        columns: x => new { x.TenantId, x.ServiceId },
                        principalTable: "BodyServices",
                        principalColumns: new[] { "TenantId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "ServiceExchanges",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServiceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Who = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Notes = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServiceExchanges", x => new { x.TenantId, x.ServiceId, x.Round });
                    table.ForeignKey(
                        name: "FK_ServiceExchanges_BodyServices_TenantId_ServiceId",
                        columns: x => new { x.TenantId, x.ServiceId },
                        principalTable: "BodyServices",
                        principalColumns: new[] { "TenantId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "CoDesignSteps",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CoDesignId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoDesignSteps", x => new { x.TenantId, x.CoDesignId, x.Stage });
                    table.ForeignKey(
                        name: "FK_CoDesignSteps_CoDesigns_TenantId_CoDesignId",
                        columns: x => new { x.TenantId, x.CoDesignId },
                        principalTable: "CoDesigns",
                        principalColumns: new[] { "TenantId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "DataNeeds",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Folded = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ServiceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FromOutside = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Theme = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Precision = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataNeeds", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_DataNeeds_BodyServices_TenantId_ServiceId",
                        columns: x => new { x.TenantId, x.ServiceId },
                        principalTable: "BodyServices",
                        principalColumns: new[] { "TenantId", "Id" });
                    table.ForeignKey(
                        name: "FK_DataNeeds_CandidateDatasets_TenantId_DatasetId",
                        columns: x => new { x.TenantId, x.DatasetId },
                        principalTable: "CandidateDatasets",
                        principalColumns: new[] { "TenantId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Actions_TenantId_OriginId",
                table: "Actions",
                columns: new[] { "TenantId", "OriginId" });

            migrationBuilder.CreateIndex(
                name: "IX_BodyServices_TenantId_Folded",
                table: "BodyServices",
                columns: new[] { "TenantId", "Folded" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CandidateDatasets_TenantId_Folded_Id",
                table: "CandidateDatasets",
                columns: new[] { "TenantId", "Folded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CandidateDatasets_TenantId_ServiceId",
                table: "CandidateDatasets",
                columns: new[] { "TenantId", "ServiceId" });

            migrationBuilder.CreateIndex(
                name: "IX_CrossQuestions_TenantId_UpdatedAt_Id",
                table: "CrossQuestions",
                columns: new[] { "TenantId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_DataNeeds_TenantId_DatasetId",
                table: "DataNeeds",
                columns: new[] { "TenantId", "DatasetId" });

            migrationBuilder.CreateIndex(
                name: "IX_DataNeeds_TenantId_ReceivedOn_Id",
                table: "DataNeeds",
                columns: new[] { "TenantId", "ReceivedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_DataNeeds_TenantId_ServiceId",
                table: "DataNeeds",
                columns: new[] { "TenantId", "ServiceId" });

            migrationBuilder.CreateIndex(
                name: "IX_Missions_TenantId_Folded",
                table: "Missions",
                columns: new[] { "TenantId", "Folded" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CoDesignSteps");

            migrationBuilder.DropTable(
                name: "CriterionTicks");

            migrationBuilder.DropTable(
                name: "CrossQuestions");

            migrationBuilder.DropTable(
                name: "DataNeeds");

            migrationBuilder.DropTable(
                name: "Missions");

            migrationBuilder.DropTable(
                name: "ServiceExchanges");

            migrationBuilder.DropTable(
                name: "SharedCoverage");

            migrationBuilder.DropTable(
                name: "Trajectories");

            migrationBuilder.DropTable(
                name: "CoDesigns");

            migrationBuilder.DropTable(
                name: "CandidateDatasets");

            migrationBuilder.DropTable(
                name: "BodyServices");

            migrationBuilder.DropIndex(
                name: "IX_Actions_TenantId_OriginId",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "Actions");

            migrationBuilder.DropColumn(
                name: "OriginId",
                table: "Actions");
        }
    }
}
