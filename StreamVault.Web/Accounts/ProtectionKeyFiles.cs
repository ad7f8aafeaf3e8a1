using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Accounts;

/// <summary>
/// Stores the keys that protect cookies and forms in files that survive a power cut. ASP.NET doesn't flush them, and a
/// single file that a power cut left empty would make every sign-in fail.
/// </summary>
internal sealed partial class ProtectionKeyFiles(VaultStorage storage, ILoggerFactory loggers)
    : FileSystemXmlRepository(new DirectoryInfo(storage.DataProtectionKeysFolder), loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<ProtectionKeyFiles>();

    /// <inheritdoc />
    public override IReadOnlyCollection<XElement> GetAllElements()
    {
        foreach (var file in Files.Where(file => !IsXml(file)))
        {
            File.Move(file, file + ".damaged", overwrite: true);
            Log.Damaged(_logger, Path.GetFileName(file));
        }

        return base.GetAllElements();
    }

    /// <inheritdoc />
    public override void StoreElement(XElement element, string friendlyName)
    {
        base.StoreElement(element, friendlyName);
        foreach (var file in Files)
        {
            VaultStorage.Flush(file);
        }

        VaultStorage.FlushFolder(storage.DataProtectionKeysFolder);
    }

    private string[] Files => System.IO.Directory.GetFiles(storage.DataProtectionKeysFolder, "*.xml");

    private static bool IsXml(string file)
    {
        try
        {
            XElement.Load(file);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The cookie protection key {File} is damaged and was renamed. Sessions that used it have to sign in again"
        )]
        public static partial void Damaged(ILogger logger, string file);
    }
}
