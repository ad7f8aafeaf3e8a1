using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>Saves small JSON files in the data folder that must survive a crash and be human-readable.</summary>
internal static class DurableJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // The JSON is never embedded in HTML, so it needs no HTML escaping.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // A number could be a value that doesn't exist, which the HTTP interface can't name.
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };

    /// <summary>Reads a file.</summary>
    /// <returns>Null if it doesn't exist, is empty, or is larger than <paramref name="maxBytes"/>.</returns>
    public static byte[]? ReadBytes(string path, long maxBytes)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var file = new FileInfo(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        // Pipes and devices have the length 0, and reading them might never end.
        return file.Length > 0 && file.Length <= maxBytes ? File.ReadAllBytes(file.FullName) : null;
    }

    /// <summary>Replaces the file atomically, unless the content is unchanged.</summary>
    public static void Save<T>(string path, T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        if (ReadBytes(path, bytes.Length) is { } present && present.AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        // The name is unique because a command may write the same sidecar at the same time.
        var unnamed = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            using (var file = VaultStorage.CreatePrivateFile(unnamed))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(unnamed, path, overwrite: true);
        }
        catch
        {
            // The folder may have been deleted in the meantime.
            if (File.Exists(unnamed))
            {
                File.Delete(unnamed);
            }

            throw;
        }

        VaultStorage.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
