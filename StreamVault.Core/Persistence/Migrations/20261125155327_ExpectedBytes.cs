using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StreamVault.Core.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(StreamVaultDbContext))]
    [Migration("20261125155327_ExpectedBytes")]
    public class ExpectedBytes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "expected_bytes",
                table: "encoding_jobs",
                type: "INTEGER",
                nullable: true);
        }
    }
}
