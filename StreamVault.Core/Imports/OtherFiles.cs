namespace StreamVault.Core.Imports;

/// <summary>Recognizes by their names the files that often accompany videos and clearly aren't videos.</summary>
internal static class OtherFiles
{
    private static readonly HashSet<string> _extensions = new(
        [
            // Pictures
            .. ".jpg .jpeg .jpe .png .gif .bmp .webp .heic .heif .avif .tif .tiff .svg .ico .psd .xcf .thm".Split(' '),
            .. ".raw .dng .cr2 .cr3 .nef .arw .orf .rw2 .raf .aae .xmp".Split(' '),
            // Subtitles
            .. ".srt .vtt .ass .ssa .sub .idx .sup .smi".Split(' '),
            // Sound
            .. ".mp3 .m4a .aac .flac .wav .ogg .oga .opus .wma .aif .aiff .mid .midi".Split(' '),
            // Text and documents
            .. ".txt .md .nfo .log .csv .json .xml .html .htm .ini .url .lnk .sha256 .md5 .sfv".Split(' '),
            .. ".pdf .doc .docx .xls .xlsx .ppt .pptx .odt .ods .odp .rtf".Split(' '),
            // Archives, programs, databases
            .. ".zip .rar .7z .tar .gz .bz2 .xz .torrent .exe .msi .dmg .apk .dll .db .sqlite".Split(' '),
            // What cameras write next to their recordings
            .. ".ifo .bup .cpi .mpl .bdm .moi .modd .moff .pek .cfa".Split(' '),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether a file of that name is plainly no video. A file without an extension may be one.</summary>
    public static bool Contain(string name) => _extensions.Contains(Path.GetExtension(name));
}
