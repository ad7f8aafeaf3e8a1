using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Albums;

/// <summary>Arranges the videos of an album, by dragging or with buttons.</summary>
public sealed partial class AlbumArranger : ComponentBase
{
    private List<Video> _order = [];
    private int? _dragged;
    private int? _over;
    private string _moved = "";

    /// <summary>The videos, in order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Video> Videos { get; set; }

    /// <summary>The video that was chosen as cover; null for none.</summary>
    [Parameter]
    public VideoId? Cover { get; set; }

    /// <summary>Called with the new order.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<VideoId>> Arrange { get; set; }

    /// <summary>Called to remove a video from the album.</summary>
    [Parameter]
    public EventCallback<VideoId> Remove { get; set; }

    /// <summary>Called to use a video as the cover.</summary>
    [Parameter]
    public EventCallback<VideoId> ChooseCover { get; set; }

    protected override void OnParametersSet() => _order = [.. Videos];

    private async Task DropAsync(int place)
    {
        if (_dragged is { } from && from != place)
        {
            await MoveAsync(from, place);
        }

        (_dragged, _over) = (null, null);
    }

    private async Task MoveAsync(int from, int to)
    {
        var video = _order[from];
        _order.RemoveAt(from);
        _order.Insert(to, video);
        _moved = $"{video.Title} is now number {to + 1}";
        await Arrange.InvokeAsync([.. _order.Select(moved => moved.Id)]);
    }
}
