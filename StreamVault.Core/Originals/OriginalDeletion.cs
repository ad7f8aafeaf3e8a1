namespace StreamVault.Core.Originals;

/// <summary>The result of a request to delete an original.</summary>
public enum OriginalDeletion
{
    /// <summary>It is deleted.</summary>
    Deleted,

    /// <summary>There is no such video, or its original is not kept.</summary>
    NotKept,

    /// <summary>A job that is waiting, paused or running prepares the video again from it. Nothing was changed.</summary>
    InUse,
}
