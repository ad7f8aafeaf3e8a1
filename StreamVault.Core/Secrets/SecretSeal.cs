using System.Security.Cryptography;
using StreamVault.Core.Hosting;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Secrets;

/// <summary>
/// Encrypts secrets that can be shown again. The key is in a separate file, so a copy of the database alone doesn't
/// reveal the secrets. Thread-safe.
/// </summary>
/// <remarks>AES-256-GCM (NIST SP 800-38D): 12-byte nonce, ciphertext, 16-byte tag.</remarks>
/// <param name="storage">Provides the path of the key file.</param>
public sealed class SecretSeal(VaultStorage storage)
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly Lock _lock = new();
    private byte[]? _key;

    /// <summary>Encrypts a secret. Creates the key if it doesn't exist.</summary>
    /// <param name="owner">What the secret belongs to. The result can't be decrypted for anything else.</param>
    /// <param name="secret">The secret.</param>
    /// <exception cref="StartupException">The key file is damaged.</exception>
    public byte[] Seal(Guid owner, string secret)
    {
        var plain = System.Text.Encoding.UTF8.GetBytes(secret);
        var @sealed = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = @sealed.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(KeyOrNew(), TagBytes);
        cipher.Encrypt(
            nonce,
            plain,
            @sealed.AsSpan(NonceBytes, plain.Length),
            @sealed.AsSpan(NonceBytes + plain.Length),
            owner.ToByteArray()
        );
        return @sealed;
    }

    /// <summary>Decrypts a secret.</summary>
    /// <returns>The secret; null if the key is missing or isn't the one that the secret was encrypted with.</returns>
    /// <exception cref="StartupException">The key file is damaged.</exception>
    public string? Open(Guid owner, byte[]? @sealed)
    {
        if (@sealed is null || @sealed.Length < NonceBytes + TagBytes || Key() is not { } key)
        {
            return null;
        }

        var plain = new byte[@sealed.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(
                @sealed.AsSpan(0, NonceBytes),
                @sealed.AsSpan(NonceBytes, plain.Length),
                @sealed.AsSpan(NonceBytes + plain.Length),
                plain,
                owner.ToByteArray()
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return System.Text.Encoding.UTF8.GetString(plain);
    }

    private byte[]? Key()
    {
        lock (_lock)
        {
            return _key ??= Read();
        }
    }

    private byte[] KeyOrNew()
    {
        lock (_lock)
        {
            return _key ??= Read() ?? Make();
        }
    }

    private byte[]? Read()
    {
        if (!File.Exists(storage.LinkKeyPath))
        {
            return null;
        }

        var key = File.ReadAllBytes(storage.LinkKeyPath);
        return key.Length == KeyBytes
            ? key
            : throw new StartupException(
                $"The key file {storage.LinkKeyPath} has {key.Length} bytes instead of {KeyBytes}. Restore it from a backup, or "
                    + "delete it: shared links then keep working but can't be shown again."
            );
    }

    private byte[] Make()
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var partial = $"{storage.LinkKeyPath}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = VaultStorage.CreatePrivateFile(partial))
            {
                file.Write(key);
                file.Flush(flushToDisk: true);
            }

            // The key is renamed last, so that a partially written key is never used.
            File.Move(partial, storage.LinkKeyPath, overwrite: false);
            VaultStorage.FlushFolder(Path.GetDirectoryName(storage.LinkKeyPath)!);
        }
        finally
        {
            File.Delete(partial);
        }

        return key;
    }
}
