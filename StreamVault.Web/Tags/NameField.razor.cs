using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Tags;
using StreamVault.Core.Text;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Tags;

/// <summary>A list of tags or people, with a field that adds one and completes known names.</summary>
public sealed partial class NameField : ComponentBase
{
    private const int MaxSuggestions = 8;
    private readonly string _id = $"names-{Guid.NewGuid():N}";
    private IReadOnlyList<string> _suggestions = [];
    private string _text = "";
    private string? _fault;

    /// <summary>Tags or people.</summary>
    [Parameter, EditorRequired]
    public required TagKind Kind { get; set; }

    /// <summary>The names.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Names { get; set; }

    /// <summary>Called with the new list.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<string>> NamesChanged { get; set; }

    /// <summary>Called when text is typed.</summary>
    [Parameter]
    public EventCallback Edited { get; set; }

    /// <summary>Whether the field contains text that wasn't added yet.</summary>
    public bool HasText => !string.IsNullOrWhiteSpace(_text);

    [Inject]
    private TagLibrary Library { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    private string Label => Kind == TagKind.Tag ? "Tags" : "People";

    private string Placeholder => Kind == TagKind.Tag ? "Add a tag" : "Add a person";

    private string Link(string name) => TagSearch.Url(Kind, name);

    /// <summary>Adds the text that was typed without Enter, if any.</summary>
    /// <returns>False if it isn't a valid name; the field says why.</returns>
    public async Task<bool> TryAddTypedAsync()
    {
        if (HasText)
        {
            await AddAsync();
        }

        return !HasText;
    }

    private async Task EditAsync()
    {
        await Edited.InvokeAsync();
        await CompleteAsync();
    }

    private async Task CompleteAsync()
    {
        var found = await Library.CompleteAsync(
            Kind,
            _text,
            MaxSuggestions + Names.Count,
            await Viewer.SeesPrivateAsync(),
            CancellationToken.None
        );
        _suggestions = [.. found.Select(listing => listing.Tag.Name).Except(Names).Take(MaxSuggestions)];
    }

    private async Task AddAsync()
    {
        if (!TagName.TryRead(_text, out var name))
        {
            _fault = $"A name {TagNames.Rule}.";
            return;
        }

        (_text, _fault) = ("", null);
        if (!Names.Any(present => FoldedText.Of(present) == FoldedText.Of(name)))
        {
            await NamesChanged.InvokeAsync([.. Names, name]);
        }
    }

    private Task RemoveAsync(string name) => NamesChanged.InvokeAsync([.. Names.Where(present => present != name)]);
}
