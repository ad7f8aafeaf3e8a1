using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StreamVault.Core.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(StreamVaultDbContext))]
    [Migration("20261124093350_RecordedOn")]
    public class RecordedOn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "recorded_at",
                table: "videos",
                newName: "recorded_on");

            // The wall clock of the place instead of the moment: the date as it is kept, without its offset.
            migrationBuilder.Sql(
                """
                UPDATE videos
                SET recorded_on = replace(substr(json_extract(recorded, '$.at'), 1, length(json_extract(recorded, '$.at')) - 6), 'T', ' ')
                WHERE recorded IS NOT NULL
                """
            );
        }
    }
}
