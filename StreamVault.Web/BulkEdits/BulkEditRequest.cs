using System.ComponentModel.DataAnnotations;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Dates;
using StreamVault.Core.Entities;
using StreamVault.Web.Dates;
using StreamVault.Web.Tags;

namespace StreamVault.Web.BulkEdits;

/// <summary>Changes to many videos. Omitted values stay as they are.</summary>
/// <param name="Ids">The videos.</param>
/// <param name="AddTags">Tags to add. New ones are created.</param>
/// <param name="RemoveTags">Tags to remove.</param>
/// <param name="AddPeople">People to add. New ones are created.</param>
/// <param name="RemovePeople">People to remove.</param>
/// <param name="AddToAlbum">The id of an album to add the videos to.</param>
/// <param name="Date">The date filmed in EDTF level 1: <c>1998-12-24</c>, <c>1998-21</c>, <c>199X</c>, <c>1998~</c>, <c>../1998</c>; empty to remove the one that a person entered, so that the date from the file returns.</param>
/// <param name="ShiftSeconds">How far to shift the date filmed; negative for earlier.</param>
/// <param name="Favourite">Whether they are favourites.</param>
/// <param name="Private">Whether they are private.</param>
/// <param name="Trash">True to move them to the trash.</param>
internal sealed record BulkEditRequest(
    [property: Required] IReadOnlyList<VideoId>? Ids,
    IReadOnlyList<string?>? AddTags,
    IReadOnlyList<string?>? RemoveTags,
    IReadOnlyList<string?>? AddPeople,
    IReadOnlyList<string?>? RemovePeople,
    AlbumId? AddToAlbum,
    string? Date,
    double? ShiftSeconds,
    bool? Favourite,
    bool? Private,
    bool? Trash
)
{
    private const double MaxShift = 400d * 366 * 24 * 3600;

    /// <summary>Checks the request.</summary>
    /// <param name="clock">The current time.</param>
    /// <returns>The changes, or the invalid field and what is wrong with it.</returns>
    public (VideoChanges? Changes, (string Field, string Fault)? Error) Read(TimeProvider clock)
    {
        var names = new NameLists();
        var changes = new VideoChanges
        {
            AddTags = names.Read("addTags", AddTags),
            RemoveTags = names.Read("removeTags", RemoveTags),
            AddPeople = names.Read("addPeople", AddPeople),
            RemovePeople = names.Read("removePeople", RemovePeople),
            AddToAlbum = AddToAlbum,
            Favourite = Favourite,
            Private = Private,
            Trash = Trash == true,
        };
        if ((IdsFault() ?? names.Error ?? ShiftFault()) is { } error)
        {
            return (null, error);
        }

        if (ShiftSeconds is { } seconds)
        {
            return (changes with { Dates = [new DateChange.Move(TimeSpan.FromSeconds(seconds))] }, null);
        }

        var (date, dateError) = VideoDateText.Read(Date ?? "", clock);
        return Date is null ? (changes, null)
            : dateError is not null ? (null, ("date", dateError))
            : (changes with { Dates = [date is null ? new DateChange.Remove() : new DateChange.Enter(date)] }, null);
    }

    private (string, string)? IdsFault() =>
        Ids is not { Count: > 0 } ? ("ids", "ids must contain at least one video.")
        : Ids.Count > BulkEdit.MaxVideos ? ("ids", $"ids must contain at most {BulkEdit.MaxVideos} videos.")
        : null;

    private (string, string)? ShiftFault() =>
        ShiftSeconds is not (null or (>= -MaxShift and <= MaxShift))
            ? ("shiftSeconds", "shiftSeconds must be at most 400 years.")
        : Date is not null && ShiftSeconds is not null ? ("shiftSeconds", "shiftSeconds can't be combined with date.")
        : null;

    private sealed class NameLists
    {
        public (string Field, string Fault)? Error { get; private set; }

        public IReadOnlyList<string> Read(string field, IReadOnlyList<string?>? names)
        {
            if (TagNames.Fault(field, names, out var read) is { } fault)
            {
                Error ??= (field, fault);
            }

            return read ?? [];
        }
    }
}

/// <summary>The result of editing many videos.</summary>
/// <param name="Changed">The number of videos that were different before.</param>
/// <param name="Ids">These videos.</param>
internal sealed record BulkEditResponse(int Changed, IReadOnlyList<VideoId> Ids);
