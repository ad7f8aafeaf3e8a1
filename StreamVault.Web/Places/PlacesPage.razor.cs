using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using StreamVault.Core.Library;
using StreamVault.Core.Places;
using StreamVault.Core.Recording;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Places;

/// <summary>The countries and towns where videos were filmed.</summary>
public sealed partial class PlacesPage : LiveComponent
{
    private IReadOnlyList<FilmedCountry>? _countries;

    [Inject]
    private FilmedPlaces Filmed { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private IOptions<RecordingOptions> Options { get; set; } = default!;

    private string Summary =>
        $"{Readable.Count(_countries!.Sum(country => country.Towns.Count), "town", "towns")} in {Readable.Count(_countries!.Count, "country", "countries")}";

    protected override async Task OnInitializedAsync()
    {
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<PlacesForgotten>(_ => Invalidate());
        await ReadAsync();
    }

    protected override async Task ReadAsync() =>
        _countries = await Filmed.ListAsync(await Viewer.SeesPrivateAsync(), DisposalToken);

    private static string Anchor(FilmedCountry country) => $"country-{country.Name.Replace(' ', '-')}";
}
