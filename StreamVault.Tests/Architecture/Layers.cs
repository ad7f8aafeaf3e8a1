namespace StreamVault.Tests.Architecture;

/// <summary>The layers of the projects. A folder may only use folders listed in the lines above its own.</summary>
internal static class Layers
{
    public static readonly IReadOnlyList<string[]> OfCore =
    [
        ["Events", "Hls", "Hosting", "Packaging/TransportStreams", "Recording", "Settings", "Text", "Throttling"],
        ["Entities"],
        ["Storage"],
        ["Ffmpeg", "Keys", "Persistence", "Secrets"],
        ["Persistence/Migrations"],
        ["Search"],
        ["Dates", "Library", "Media"],
        ["Accounts", "Albums", "Jobs", "Originals", "Tags", "Tokens"],
        ["Background", "BulkEdits", "Marks", "Playback", "Trash"],
        ["Integrity", "Passages", "Places", "Previews", "Similarity"],
        ["Encoding/Failures"],
        ["Encoding/Planning"],
        ["Encoding/Progress"],
        ["Encoding/Attempts"],
        ["DiskSpace", "Encoding/Chunks"],
        ["Encoding/Audio", "Encoding/Subtitles", "Subtitles"],
        ["Encoding/Verification"],
        ["Packaging"],
        ["Encoding"],
        ["Exports", "Uploads"],
        ["Adoption", "Imports"],
        ["(root)"],
    ];

    public static readonly IReadOnlyList<string[]> OfWeb =
    [
        ["Compression", "Cors", "Health", "Proxies", "Reference", "Startup", "Text", "Urls"],
        ["Components/Shared", "Connections", "Problems", "Security"],
        ["Imports", "Originals"],
        ["Accounts"],
        ["Background", "Tokens"],
        ["Settings", "Streaming"],
        ["Dates", "Places", "Previews"],
        ["Albums/Creating", "Commands", "Jobs", "Similarity/Notices", "Tags"],
        ["BulkEdits"],
        ["Library/Lists"],
        ["Library"],
        [
            "Activity",
            "Albums",
            "Components/Layout",
            "Integrity",
            "Marks",
            "Playback",
            "Similarity",
            "Subtitles",
            "Uploads",
        ],
        ["Components", "Storage", "Trash", "Watch"],
        ["(root)"],
    ];
}
