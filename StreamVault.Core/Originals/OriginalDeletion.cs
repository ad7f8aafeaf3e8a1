namespace StreamVault.Core.Originals;

/// <summary>The result of a request to delete an original.</summary>
public enum OriginalDeletion
{
    /// <summary>The original was deleted.</summary>
    Deleted,

    /// <summary>The video doesn't exist, or its original isn't kept.</summary>
    NotKept,

    /// <summary>A waiting, paused or running job needs it to encode the video again. Nothing was changed.</summary>
    InUse,
}
