using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StreamVault.Tests.Streaming;

/// <summary>TLS between a test and its server.</summary>
internal static class SelfSigned
{
    /// <summary>A certificate for localhost that is valid for a day.</summary>
    public static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <summary>A handler for clients that accepts any certificate.</summary>
    public static HttpClientHandler Trusting() =>
        new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
}
