using Microsoft.AspNetCore.Identity;

namespace StreamVault.Core.Entities;

/// <summary>The one person whose vault this is.</summary>
public sealed class VaultUser : IdentityUser<Guid>
{
    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
