using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StreamVault.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Marks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "notes",
                table: "videos",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
            // Chapters get random version 4 ids, so that they can be edited.
            migrationBuilder.Sql(
                """
                UPDATE videos SET chapters = (
                    SELECT json_group_array(json_object(
                        'id', lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2)))
                            || '-4' || substr(lower(hex(randomblob(2))), 2)
                            || '-a' || substr(lower(hex(randomblob(2))), 2)
                            || '-' || lower(hex(randomblob(6))),
                        'startSeconds', json_extract(value, '$.startSeconds'),
                        'title', json_extract(value, '$.title')))
                    FROM json_each(videos.chapters))
                WHERE chapters LIKE '[{%'
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "notes",
                table: "videos");
        }
    }
}
