using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Accounts;

/// <summary>
/// New passwords must be long and not common. There are no composition rules (NIST SP 800-63B
/// 3.1.1.2). Existing passwords keep working.
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<VaultUser>
{
    /// <summary>The minimum length.</summary>
    public const int MinLength = 10;

    private static readonly Lazy<FrozenSet<string>> _common = new(ReadCommon);

    public static void Apply(PasswordOptions options)
    {
        options.RequiredLength = MinLength;
        options.RequireDigit = false;
        options.RequireLowercase = false;
        options.RequireUppercase = false;
        options.RequireNonAlphanumeric = false;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<VaultUser> manager, VaultUser user, string? password) =>
        Task.FromResult(
            password is not null && _common.Value.Contains(password)
                ? IdentityResult.Failed(
                    new IdentityError
                    {
                        Code = "PasswordTooCommon",
                        Description = "This password is too common. Choose another one.",
                    }
                )
                : IdentityResult.Success
        );

    private static FrozenSet<string> ReadCommon()
    {
        using var list =
            typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing from the build.");
        using var reader = new StreamReader(list);
        return reader.ReadToEnd().Split('\n').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
