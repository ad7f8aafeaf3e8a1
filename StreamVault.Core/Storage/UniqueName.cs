namespace StreamVault.Core.Storage;

/// <summary>Finds an unused file name.</summary>
public static class UniqueName
{
    /// <summary>The wanted name if it is unused, else with a number: <c>film (2).mp4</c>.</summary>
    /// <param name="folder">The folder in which it must be unused.</param>
    /// <param name="wanted">The wanted name.</param>
    public static string In(string folder, string wanted)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(wanted), Path.GetExtension(wanted));
        var name = wanted;
        for (var number = 2; Path.Exists(Path.Combine(folder, name)); number++)
        {
            name = $"{stem} ({number}){extension}";
        }

        return name;
    }
}
