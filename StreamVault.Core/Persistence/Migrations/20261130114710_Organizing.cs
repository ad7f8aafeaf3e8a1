using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StreamVault.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Organizing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_videos_created_at",
                table: "videos");

            migrationBuilder.RenameColumn(
                name: "search_text",
                table: "videos",
                newName: "title_key");

            migrationBuilder.RenameColumn(
                name: "tags",
                table: "videos",
                newName: "file_tags");

            migrationBuilder.AddColumn<string>(
                name: "approximate_date",
                table: "videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "country",
                table: "videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "file_date",
                table: "videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_favourite",
                table: "videos",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_private",
                table: "videos",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "timeline",
                table: "videos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "town",
                table: "videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "trashed_at",
                table: "videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "albums",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    title_key = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    parent_id = table.Column<string>(type: "TEXT", nullable: true),
                    cover_id = table.Column<string>(type: "TEXT", nullable: true),
                    order = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_albums", x => x.id);
                    table.ForeignKey(
                        name: "FK_albums_albums_parent_id",
                        column: x => x.parent_id,
                        principalTable: "albums",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_albums_videos_cover_id",
                        column: x => x.cover_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "search_documents",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    video_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: false),
                    people = table.Column<string>(type: "TEXT", nullable: false),
                    tags = table.Column<string>(type: "TEXT", nullable: false),
                    albums = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    camera = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: false),
                    date = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_documents", x => x.id);
                    table.ForeignKey(
                        name: "FK_search_documents_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "search_passages",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    video_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    start_seconds = table.Column<double>(type: "REAL", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_passages", x => x.id);
                    table.ForeignKey(
                        name: "FK_search_passages_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "similar_videos",
                columns: table => new
                {
                    first_id = table.Column<string>(type: "TEXT", nullable: false),
                    second_id = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    found_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_similar_videos", x => new { x.first_id, x.second_id });
                    table.ForeignKey(
                        name: "FK_similar_videos_videos_first_id",
                        column: x => x.first_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_similar_videos_videos_second_id",
                        column: x => x.second_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    face = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tags", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trash",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trash", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "video_fingerprints",
                columns: table => new
                {
                    video_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    hashes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_video_fingerprints", x => x.video_id);
                    table.ForeignKey(
                        name: "FK_video_fingerprints_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "album_videos",
                columns: table => new
                {
                    album_id = table.Column<string>(type: "TEXT", nullable: false),
                    video_id = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_album_videos", x => new { x.album_id, x.video_id });
                    table.ForeignKey(
                        name: "FK_album_videos_albums_album_id",
                        column: x => x.album_id,
                        principalTable: "albums",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_album_videos_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "video_tags",
                columns: table => new
                {
                    video_id = table.Column<string>(type: "TEXT", nullable: false),
                    tag_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_video_tags", x => new { x.video_id, x.tag_id });
                    table.ForeignKey(
                        name: "FK_video_tags_tags_tag_id",
                        column: x => x.tag_id,
                        principalTable: "tags",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_video_tags_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_videos_country_town",
                table: "videos",
                columns: new[] { "country", "town" });

            migrationBuilder.CreateIndex(
                name: "IX_videos_trashed_at_created_at",
                table: "videos",
                columns: new[] { "trashed_at", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_videos_trashed_at_timeline_recorded_on_is_private",
                table: "videos",
                columns: new[] { "trashed_at", "timeline", "recorded_on", "is_private" });

            migrationBuilder.CreateIndex(
                name: "IX_videos_trashed_at_title_key",
                table: "videos",
                columns: new[] { "trashed_at", "title_key" });

            migrationBuilder.CreateIndex(
                name: "IX_album_videos_video_id",
                table: "album_videos",
                column: "video_id");

            migrationBuilder.CreateIndex(
                name: "IX_albums_cover_id",
                table: "albums",
                column: "cover_id");

            migrationBuilder.CreateIndex(
                name: "IX_albums_parent_id_title_key",
                table: "albums",
                columns: new[] { "parent_id", "title_key" });

            migrationBuilder.CreateIndex(
                name: "IX_search_documents_video_id",
                table: "search_documents",
                column: "video_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_search_passages_video_id_kind",
                table: "search_passages",
                columns: new[] { "video_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_similar_videos_second_id",
                table: "similar_videos",
                column: "second_id");

            migrationBuilder.CreateIndex(
                name: "IX_tags_kind_key",
                table: "tags",
                columns: new[] { "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_video_tags_tag_id",
                table: "video_tags",
                column: "tag_id");

            migrationBuilder.AddColumn<int>(
                name: "filmed_day",
                table: "videos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "search_row",
                table: "videos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_videos_favourites",
                table: "videos",
                columns: new[] { "timeline", "recorded_on" },
                filter: "is_favourite");

            migrationBuilder.CreateIndex(
                name: "IX_videos_filmed_day_recorded_on",
                table: "videos",
                columns: new[] { "filmed_day", "recorded_on" });

            migrationBuilder.CreateIndex(
                name: "IX_videos_search",
                table: "videos",
                columns: new[] { "search_row", "trashed_at", "is_private", "timeline", "recorded_on", "status", "is_favourite", "damage", "warning", "id" });

            // A month's number is year, month and the highest digit: see TimelineGroup.
            migrationBuilder.Sql(
                "UPDATE videos SET timeline = CAST(strftime('%Y%m', recorded_on) AS INTEGER) * 10 + 8, "
                    + "filmed_day = CAST(strftime('%m%d', recorded_on) AS INTEGER) WHERE recorded_on IS NOT NULL;");

            // EF Core has no model for virtual tables. The texts are only in search_documents and search_passages.
            migrationBuilder.Sql(
                "CREATE VIRTUAL TABLE search_index USING fts5(title, description, people, tags, albums, file_name, camera, place, date, "
                    + "content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\", prefix='1 2 3');");
            migrationBuilder.Sql(
                "CREATE VIRTUAL TABLE passage_index USING fts5(text, "
                    + "content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\", prefix='1 2 3');");
            migrationBuilder.Sql(
                "CREATE VIRTUAL TABLE search_substrings USING fts5(text, "
                    + "content='', contentless_delete=1, detail=none, tokenize='trigram');");
            migrationBuilder.Sql("CREATE VIRTUAL TABLE search_terms USING fts5vocab('search_index', 'row');");
            migrationBuilder.Sql("CREATE VIRTUAL TABLE passage_terms USING fts5vocab('passage_index', 'row');");
        }
    }
}
