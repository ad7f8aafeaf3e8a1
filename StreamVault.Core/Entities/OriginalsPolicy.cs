namespace StreamVault.Core.Entities;

/// <summary>What happens to an uploaded file once its video is ready and checked.</summary>
public enum OriginalsPolicy
{
    /// <summary>The file is deleted; only the video remains.</summary>
    Delete,

    /// <summary>The file is kept next to the video and can be downloaded.</summary>
    Keep,
}
