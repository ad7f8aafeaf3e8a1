namespace StreamVault.Core.Encoding.Planning;

/// <summary>What turns pictures into H.264.</summary>
public enum VideoEncoder
{
    /// <summary>x264, in software: the best picture for the bytes, on any machine.</summary>
    X264,

    /// <summary>NVENC, of Nvidia's graphics cards.</summary>
    Nvenc,

    /// <summary>Quick Sync Video, of Intel's processors.</summary>
    Qsv,

    /// <summary>VA-API, of Intel's and AMD's graphics under Linux.</summary>
    Vaapi,

    /// <summary>VideoToolbox, of Apple's computers.</summary>
    VideoToolbox,
}
