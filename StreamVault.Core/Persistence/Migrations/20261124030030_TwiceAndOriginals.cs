using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StreamVault.Core.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(StreamVaultDbContext))]
    [Migration("20261124030030_TwiceAndOriginals")]
    public class TwiceAndOriginals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "original_bytes",
                table: "videos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "allow_duplicate",
                table: "uploads",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // AddForeignKey would copy the whole table, outside of a transaction; SQLite can add such a column as it is
            // (https://sqlite.org/lang_altertable.html, section 4).
            migrationBuilder.Sql(
                """
                ALTER TABLE "uploads" ADD COLUMN "duplicate_of" TEXT NULL
                CONSTRAINT "FK_uploads_videos_duplicate_of" REFERENCES "videos" ("id") ON DELETE SET NULL
                """);

            migrationBuilder.CreateTable(
                name: "originals",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    policy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_originals", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_videos_source_sha256",
                table: "videos",
                column: "source_sha256");

            migrationBuilder.CreateIndex(
                name: "IX_uploads_duplicate_of",
                table: "uploads",
                column: "duplicate_of");
        }
    }
}
