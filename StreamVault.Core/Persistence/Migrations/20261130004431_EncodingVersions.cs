using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StreamVault.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class EncodingVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "encoding_version",
                table: "videos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "original_note",
                table: "videos",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "encoding_version",
                table: "videos");

            migrationBuilder.DropColumn(
                name: "original_note",
                table: "videos");
        }
    }
}
