namespace StreamVault.Core.Encoding.Planning;

/// <summary>An H.264 encoder.</summary>
public enum VideoEncoder
{
    /// <summary>x264, in software: the best quality for the bytes, on any machine.</summary>
    X264,

    /// <summary>NVENC, on Nvidia graphics cards.</summary>
    Nvenc,

    /// <summary>Quick Sync Video, on Intel processors.</summary>
    Qsv,

    /// <summary>VA-API, on Intel and AMD graphics under Linux.</summary>
    Vaapi,

    /// <summary>VideoToolbox, on Apple computers.</summary>
    VideoToolbox,
}
