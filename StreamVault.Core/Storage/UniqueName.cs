namespace StreamVault.Core.Storage;

/// <summary>Finds a name that nothing has yet.</summary>
public static class UniqueName
{
    /// <summary>The name wished for if it is free, else with a number: <c>film (2).mp4</c>.</summary>
    /// <param name="folder">Where it is to be free.</param>
    /// <param name="wanted">The name wished for.</param>
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
