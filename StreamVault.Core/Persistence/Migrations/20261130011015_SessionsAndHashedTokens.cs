using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StreamVault.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SessionsAndHashedTokens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "token",
                table: "access_tokens",
                newName: "token_hash");

            migrationBuilder.RenameIndex(
                name: "IX_access_tokens_token",
                table: "access_tokens",
                newName: "IX_access_tokens_token_hash");

            migrationBuilder.AddColumn<byte[]>(
                name: "token_sealed",
                table: "access_tokens",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    secret_hash = table.Column<string>(type: "TEXT", nullable: false),
                    stamp = table.Column<string>(type: "TEXT", nullable: true),
                    device = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    last_seen_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id);
                    table.ForeignKey(
                        name: "FK_sessions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_secret_hash",
                table: "sessions",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_user_id",
                table: "sessions",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropColumn(
                name: "token_sealed",
                table: "access_tokens");

            migrationBuilder.RenameColumn(
                name: "token_hash",
                table: "access_tokens",
                newName: "token");

            migrationBuilder.RenameIndex(
                name: "IX_access_tokens_token_hash",
                table: "access_tokens",
                newName: "IX_access_tokens_token");
        }
    }
}
