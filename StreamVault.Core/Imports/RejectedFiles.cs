using StreamVault.Core.Storage;

namespace StreamVault.Core.Imports;

/// <summary>A file that could not become a video.</summary>
/// <param name="Name">Its name in the folder for such files.</param>
/// <param name="Reason">Why, and what to do, in sentences.</param>
public sealed record SetAsideFile(string Name, string Reason);

/// <summary>The subfolder for files that can't become videos: each beside a text file that says why.</summary>
internal static class RejectedFiles
{
    /// <summary>Its name in the watched folder.</summary>
    public const string Folder = "set-aside";

    private const string ReasonEnding = ".why.txt";

    /// <summary>Moves a file there. The text comes first: a file without its reason would be a riddle.</summary>
    /// <param name="root">The watched folder.</param>
    /// <param name="path">The file, on whatever disk.</param>
    /// <param name="wanted">What it is to be called there; a number is added if that is taken.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up; the file is where it was.</param>
    /// <returns>What it is called there.</returns>
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
            $"{name}\n\n{reason}\n\nStreamVault did not take this file in. Once that is put right, move the file back into "
                + "the watched folder; or delete it, with this text.\n",
            cancellationToken
        );
        PrivateMode.Leave(text);
        var to = Path.Combine(folder, name);
        await VerifiedCopy.MoveAsync(path, to, cancellationToken);
        PrivateMode.Leave(to);
        return name;
    }

    /// <summary>Those that lie there, by name; none if there is no such folder.</summary>
    /// <param name="root">The watched folder.</param>
    /// <param name="most">How many at most.</param>
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
