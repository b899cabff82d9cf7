"""Whom the offline writer is measured on: a business of each trade, one of a trade without a bank, one bare name."""

from core.content.shapes import Offer, PostFacts
from core.vocab import PostType


def _facts(business: str, industry: str, offers: str = "", benefits: str = "", **more: str) -> PostFacts:
    return PostFacts(
        business=business,
        industry=industry,
        offers=tuple(Offer(name=name) for name in offers.split("; ") if name),
        benefits=tuple(benefit for benefit in benefits.split("; ") if benefit),
        channel="instagram",
        type=PostType.IMAGE,
        **more,
    )


BUSINESSES = (
    _facts(
        "Northside Gym",
        "Fitness studio",
        "Small-group strength; Lunchtime HIIT; Yin Yoga; Trial week",
        "Groups of eight at most; Coaches who learn your name",
        place="12 Mill Lane",
        link="https://northside.example/book",
        voice="Warm, direct",
    ),
    _facts(
        "Crumb & Co",
        "Bakery with online orders",
        "Sourdough loaf; Birthday cakes; Breakfast box; Cinnamon buns",
        "Order online until the evening before; Collect without queueing",
        place="3 Station Road",
        link="https://crumb.example",
    ),
    _facts(
        "Ledgerline",
        "B2B software",
        "Shared ledger; Approval flows; Month-end checklist",
        "Runs next to the accounting you have; Every change has a name and a date",
        link="https://ledgerline.example/tour",
        voice="Professional, plain",
    ),
    _facts(
        "The Corner Table",
        "Coffee shop",
        "Weekend brunch; Flat white; Lunch of the day; Table for ten",
        "Dogs are welcome; A quiet corner for laptops until noon",
        place="Bridge Street 4",
        hours="Wednesday to Sunday, 8:00-16:00",
        link="https://corner.example/table",
    ),
    _facts(
        "Salon Mila",
        "Hair dresser",
        "Cut and blow-dry; Balayage; Bridal hair; Children's cut",
        "An honest talk before every colour; Online booking",
        place="9 Elm Row",
        link="https://mila.example/book",
    ),
    _facts(
        "Wool & Oak",
        "Online shop for home goods",
        "Wool blankets; Oak boards; Gift sets",
        "Returns within 30 days; Plastic-free parcels",
        link="https://wooloak.example",
    ),
    _facts(
        "Harbour Homes",
        "Real estate agency",
        "Home valuation; Sales; Lettings",
        "One person from first call to keys; Accompanied viewings",
        place="22 Harbour Street",
        link="https://harbour.example/valuation",
        voice="Professional, warm",
    ),
    _facts(
        "Lindenplatz Dental",
        "Dentist",
        "Check-up; Professional cleaning; Children's hour",
        "Every step explained before we start; Evening appointments",
        place="Lindenplatz 2",
        link="https://linden.example/appointment",
    ),
    _facts(
        "Okafor Plumbing",
        "Plumber",
        "Boiler service; Bathroom fitting; Leak repair",
        "A fixed quote before work starts; We clean up after ourselves",
        link="https://okafor.example/quote",
    ),
    _facts(
        "Reyes & Partners",
        "Accountant",
        "Annual accounts; Payroll; First talk",
        "One contact who knows your file; Reminders before every deadline",
        place="Old Market 11",
        link="https://reyes.example/talk",
        voice="Professional",
    ),
    _facts(
        "Petal & Stem",
        "Florist",
        "Seasonal bouquet; Wedding flowers; Weekly office flowers",
        "Delivery by bicycle",
        place="Market Square",
        link="https://petal.example",
    ),
    _facts("Hollow & Sons", "Piano tuning"),
)
