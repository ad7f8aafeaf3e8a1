using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StreamVault.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Background : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "checked_at",
                table: "videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "damage",
                table: "videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "background_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    is_paused = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_background_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "background_sweeps",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    enqueued_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_background_sweeps", x => x.kind);
                });

            migrationBuilder.CreateTable(
                name: "background_tasks",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    video_id = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    queued_at = table.Column<string>(type: "TEXT", nullable: false),
                    next_attempt_at = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_background_tasks", x => new { x.kind, x.video_id });
                    table.ForeignKey(
                        name: "FK_background_tasks_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sent_segments",
                columns: table => new
                {
                    video_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    sent_at = table.Column<string>(type: "TEXT", nullable: false),
                    checked_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sent_segments", x => new { x.video_id, x.name });
                    table.ForeignKey(
                        name: "FK_sent_segments_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_background_tasks_status_queued_at",
                table: "background_tasks",
                columns: new[] { "status", "queued_at" });

            migrationBuilder.CreateIndex(
                name: "IX_background_tasks_video_id",
                table: "background_tasks",
                column: "video_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "background_settings");

            migrationBuilder.DropTable(
                name: "background_sweeps");

            migrationBuilder.DropTable(
                name: "background_tasks");

            migrationBuilder.DropTable(
                name: "sent_segments");

            migrationBuilder.DropColumn(
                name: "checked_at",
                table: "videos");

            migrationBuilder.DropColumn(
                name: "damage",
                table: "videos");
        }
    }
}
