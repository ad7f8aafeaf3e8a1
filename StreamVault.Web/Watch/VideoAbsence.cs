namespace StreamVault.Web.Watch;

/// <summary>Why a video isn't shown.</summary>
public enum VideoAbsence
{
    /// <summary>There is none with this id, or it was private and locked from the beginning.</summary>
    NotFound,

    /// <summary>It was deleted while it was shown.</summary>
    Deleted,

    /// <summary>It is in the trash.</summary>
    Trashed,

    /// <summary>It became private while it was shown, and private videos are locked.</summary>
    Private,
}
