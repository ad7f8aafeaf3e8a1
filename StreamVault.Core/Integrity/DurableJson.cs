using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>Small JSON files in the data folder that must survive a crash and be readable by a person.</summary>
internal static class DurableJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Read by people and programs, never put into a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };

    /// <summary>Replaces the file in one step, unless it says the same already.</summary>
    public static void Save<T>(string path, T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        // A name of its own: a command may write the same sidecar beside the server.
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
            // Also if the folder is gone meanwhile, with the file in it.
            if (File.Exists(unnamed))
            {
                File.Delete(unnamed);
            }

            throw;
        }

        VaultStorage.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
