namespace StreamVault.Web.Watch;

/// <summary>Why a video isn't shown.</summary>
public enum VideoAbsence
{
    /// <summary>There is none with this id.</summary>
    NotFound,

    /// <summary>Private videos are locked, and there is none with this id or it is private. The page doesn't reveal which.</summary>
    NotFoundOrPrivate,

    /// <summary>It was deleted while it was shown.</summary>
    Deleted,

    /// <summary>It is in the trash.</summary>
    Trashed,

    /// <summary>It became private while it was shown, and private videos are locked.</summary>
    Private,
}
