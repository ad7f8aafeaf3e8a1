using Microsoft.AspNetCore.Identity;

namespace StreamVault.Core.Entities;

/// <summary>The owner of the vault.</summary>
public sealed class VaultUser : IdentityUser<Guid>
{
    /// <summary>When the account was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
