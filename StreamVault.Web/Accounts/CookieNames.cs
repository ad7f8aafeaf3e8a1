using System.Security.Cryptography;
using System.Text;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Accounts;

/// <summary>
/// Cookie names that are unique to this vault: browsers send the cookies of a host to all its ports, so two vaults on
/// one host would sign each other's owner out.
/// </summary>
internal sealed class CookieNames(VaultStorage storage)
{
    private const int Digits = 8;
    private readonly string _id = ReadId(storage);

    /// <summary>The session cookie, without its prefix.</summary>
    public string Session => $"streamvault-session-{_id}";

    /// <summary>The cookie that protects forms.</summary>
    public string Antiforgery => $"streamvault-form-{_id}";

    private static string ReadId(VaultStorage storage)
    {
        try
        {
            if (!File.Exists(storage.IdPath))
            {
                using var file = VaultStorage.CreatePrivateFile(storage.IdPath);
                file.Write(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(Digits, lowercase: true)));
            }

            var id = File.ReadAllText(storage.IdPath);
            if (id.Length == Digits && id.All(char.IsAsciiHexDigit))
            {
                return id;
            }

            // Truncated by a full disk or a crash: the next start rewrites it.
            File.Delete(storage.IdPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On a full disk, the owner must be able to sign in and free space. A folder that isn't writable at all is
            // reported when the vault's lock is taken.
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storage.Root)))[..Digits];
    }
}
