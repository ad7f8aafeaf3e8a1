using System.Buffers.Text;
using System.Security.Cryptography;

namespace StreamVault.Core.Secrets;

/// <summary>Creates random secrets.</summary>
public static class Secret
{
    private const int Bytes = 32;

    /// <returns>32 random bytes as 43 URL-safe characters.</returns>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
