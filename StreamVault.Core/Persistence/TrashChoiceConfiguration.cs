using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class TrashChoiceConfiguration : IEntityTypeConfiguration<TrashChoice>
{
    public void Configure(EntityTypeBuilder<TrashChoice> builder)
    {
        builder.ToTable("trash");
        builder.HasKey(choice => choice.Id);
        builder.Property(choice => choice.Id).ValueGeneratedNever();
    }
}
