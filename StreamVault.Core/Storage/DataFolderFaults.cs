using StreamVault.Core.Hosting;

namespace StreamVault.Core.Storage;

/// <summary>Explains why the data folder can't be used.</summary>
internal static class DataFolderFaults
{
    // Error numbers of Linux and macOS alike.
    private const int Exists = 17;
    private const int ReadOnly = 30;
    private const string ChooseAnother = "or set StreamVault:DataPath to another folder.";

    /// <param name="folder">The data folder, absolute.</param>
    /// <param name="cause">What the system reported when the folder was created or locked.</param>
    public static StartupException Explain(string folder, Exception cause)
    {
        if (PathsTo(folder).FirstOrDefault(File.Exists) is { } file)
        {
            return new StartupException(
                $"The data folder {folder} can't be used, because {file} is a file. Move the file, {ChooseAnother}",
                cause
            );
        }

        return new StartupException(
            cause switch
            {
                UnauthorizedAccessException =>
                    $"The user {Environment.UserName} can't write to the data folder {folder}. Grant it access, {ChooseAnother}",
                IOException { HResult: ReadOnly } =>
                    $"The data folder {folder} is on a read-only disk. Make the disk writable, {ChooseAnother}",
                IOException { HResult: Exists } =>
                    $"The data folder {folder} can't be used, because there is a file in place of a folder: {cause.Message} "
                        + $"Move the file, {ChooseAnother}",
                IOException full when DiskFull.Caused(full) =>
                    $"The disk of the data folder {folder} is full. Free some space, {ChooseAnother}",
                _ => $"The data folder {folder} can't be used: {cause.Message} Fix this, {ChooseAnother}",
            },
            cause
        );
    }

    private static IEnumerable<string> PathsTo(string folder)
    {
        for (var path = folder; path is not null; path = Path.GetDirectoryName(path))
        {
            yield return path;
        }
    }
}
