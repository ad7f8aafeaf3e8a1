using StreamVault.Core.Storage;

namespace StreamVault.Core.Imports;

/// <summary>A file that can't become a video.</summary>
/// <param name="Name">Its name in the folder for rejected files.</param>
/// <param name="Reason">Why, and what to do about it.</param>
public sealed record SetAsideFile(string Name, string Reason);

/// <summary>The subfolder for files that can't become videos, each with a text file that explains why.</summary>
internal static class RejectedFiles
{
    /// <summary>Its name in the watched folder.</summary>
    public const string Folder = "set-aside";

    private const string ReasonEnding = ".why.txt";

    /// <summary>Moves a file there. The text is written first, so that no file is without its reason.</summary>
    /// <param name="root">The watched folder.</param>
    /// <param name="path">The file, on any disk.</param>
    /// <param name="wanted">The name for it; a number is added if the name is taken.</param>
    /// <param name="reason">Why it was rejected.</param>
    /// <param name="cancellationToken">Cancels; the file stays where it was.</param>
    /// <returns>Its name there.</returns>
    public static async Task<string> AddAsync(
        string root,
        string path,
        string wanted,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(root, Folder);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            PrivateMode.Leave(folder);
        }

        var name = UniqueName.In(folder, wanted);
        var text = Path.Combine(folder, name + ReasonEnding);
        await File.WriteAllTextAsync(
            text,
            $"{name}\n\n{reason}\n\nStreamVault did not import this file. Fix the problem and move the file back into the "
                + "watched folder, or delete it together with this text.\n",
            cancellationToken
        );
        PrivateMode.Leave(text);
        var to = Path.Combine(folder, name);
        await VerifiedCopy.MoveAsync(path, to, cancellationToken);
        PrivateMode.Leave(to);
        return name;
    }

    /// <summary>The files there, sorted by name; none if there is no such folder.</summary>
    /// <param name="root">The watched folder.</param>
    /// <param name="most">The maximum number.</param>
    public static IReadOnlyList<SetAsideFile> List(string root, int most)
    {
        var folder = Path.Combine(root, Folder);
        return Directory.Exists(folder)
            ?
            [
                .. Directory
                    .GetFiles(folder, "*" + ReasonEnding)
                    .Order(StringComparer.Ordinal)
                    .Where(text => File.Exists(text[..^ReasonEnding.Length]))
                    .Take(most)
                    .Select(text => new SetAsideFile(Path.GetFileName(text)[..^ReasonEnding.Length], ReasonIn(text))),
            ]
            : [];
    }

    private static string ReasonIn(string text) => File.ReadLines(text).Skip(2).FirstOrDefault() ?? "";
}
