namespace StreamVault.Core.Entities;

/// <summary>What happens to an uploaded file once its video is ready and was checked.</summary>
public enum OriginalsPolicy
{
    /// <summary>It is deleted: the video is what stays.</summary>
    Delete,

    /// <summary>It is kept beside the video, and can be downloaded.</summary>
    Keep,
}
