//! The rows of what is worn: dresses, knitwear, shirts, trousers, shoes, bags.
use super::row::{Row, row};
use super::shape::Shape::{
    Backpack, Boot, Cardigan, Crossbody, Jumper, LongDress, Mule, Overshirt, Pouch, RollNeck, Shirt, ShortDress,
    Shorts, Sneaker, Tee, Tote, Trousers, WideTrousers,
};

/// `/Women/Dresses`
#[rustfmt::skip]
pub(super) const DRESSES: &[Row] = &[
    row("Linen Column Dress", LongDress, "Ink Clay Oat", 12900, 0, "Solveiga", "linen summer", "A straight fall of washed linen with narrow straps and pockets where you want them."),
    row("Tide Wrap Dress", LongDress, "Sea Plum", 14900, 17900, "Ostrelle", "viscose evening", "Wraps and ties at the side, and keeps its line when the wind comes up."),
    row("Orchard Midi Dress", LongDress, "Moss Rose Saffron", 11900, 0, "Solveiga", "cotton summer", "A midi in crisp cotton poplin with a gathered waist."),
    row("Harbour Shirt Dress", ShortDress, "Sky Chalk Ink", 9900, 0, "Marrow & Fern", "cotton office", "A long shirt with a belt: buttons through, sleeves that roll."),
    row("Poppy Sundress", ShortDress, "Brick Saffron", 7900, 9900, "Ostrelle", "cotton summer", "Light, short and lined to the hem, with a smocked back."),
    row("Slate Jersey Dress", ShortDress, "Slate Coal", 8450, 0, "Marrow & Fern", "jersey everyday", "Heavy jersey that never needs an iron."),
    row("Evening Slip Dress", LongDress, "Coal Plum Forest", 16900, 0, "Ostrelle", "satin evening", "Bias-cut satin with a soft cowl and a low back."),
    row("Meadow Tiered Dress", LongDress, "Lilac Moss", 13500, 0, "Solveiga", "cotton summer", "Three gathered tiers in featherweight cotton voile."),
    row("Corduroy Pinafore", ShortDress, "Clay Forest", 9450, 0, "Marrow & Fern", "corduroy winter", "Fine corduroy over a roll neck, or over nothing much."),
    row("Ribbed Knit Dress", LongDress, "Oat Coal", 13900, 15900, "Brackenhus", "wool winter", "Merino rib from neck to shin, close but forgiving."),
    row("Gallery Tent Dress", ShortDress, "Ink Saffron", 11450, 0, "Ostrelle", "linen office", "An easy trapeze shape cut from midweight linen."),
    row("Ferry Stripe Dress", ShortDress, "Sky Brick", 8900, 0, "Solveiga", "jersey everyday", "A boat neck, three-quarter sleeves and a breeze."),
    row("Camellia Tea Dress", LongDress, "Rose Ink", 12450, 0, "Ostrelle", "viscose evening", "A forties line with covered buttons and a swing to it."),
];

/// `/Women/Knitwear`
#[rustfmt::skip]
pub(super) const KNITWEAR: &[Row] = &[
    row("Merino Crew Jumper", Jumper, "Oat Ink Clay", 8900, 0, "Brackenhus", "merino everyday", "Fine-gauge merino, fully fashioned, soft from the first day."),
    row("Fisher Rib Jumper", Jumper, "Ink Saffron", 12900, 0, "Brackenhus", "wool winter", "A chunky fisherman's rib in undyed-core wool that shrugs off rain."),
    row("Lambswool Roll Neck", RollNeck, "Coal Moss Rose", 9900, 11900, "Brackenhus", "lambswool winter", "The warm one, with a neck that stays up by itself."),
    row("Cashmere Roll Neck", RollNeck, "Chalk Slate", 18900, 0, "Pell & Thorn", "cashmere winter", "Two-ply cashmere, brushed once and left alone."),
    row("Boxy Cardigan", Cardigan, "Clay Oat", 10900, 0, "Brackenhus", "lambswool everyday", "Short, square and finished with horn-look buttons."),
    row("Long Line Cardigan", Cardigan, "Slate Forest", 13900, 0, "Marrow & Fern", "wool office", "A coat's length and a blanket's temper."),
    row("Cotton Summer Jumper", Jumper, "Sky Chalk", 6900, 0, "Solveiga", "cotton summer", "Open-knit cotton for the hour after the beach."),
    row("Fair Isle Jumper", Jumper, "Forest Brick", 14900, 0, "Pell & Thorn", "wool winter", "A yoke in seven colours, knitted in the round."),
    row("Mohair Haze Jumper", Jumper, "Lilac Rose", 12450, 14900, "Ostrelle", "mohair evening", "Brushed mohair with more air than yarn."),
    row("Zip Neck Jumper", RollNeck, "Moss Ink", 9450, 0, "Marrow & Fern", "merino everyday", "A half zip for trains, hills and offices."),
    row("Waffle Cardigan", Cardigan, "Oat Plum", 9900, 0, "Solveiga", "cotton everyday", "Soft waffle cotton with deep front pockets."),
    row("Striped Breton Jumper", Jumper, "Chalk Ink", 7900, 0, "Solveiga", "cotton everyday", "Heavy cotton, dropped shoulder, honest stripes."),
    row("Alpaca Wrap Cardigan", Cardigan, "Sand Slate", 15900, 0, "Pell & Thorn", "alpaca winter", "Baby alpaca that belts at the waist."),
];

/// `/Men/Shirts`
#[rustfmt::skip]
pub(super) const SHIRTS: &[Row] = &[
    row("Oxford Shirt", Shirt, "Sky Chalk Rose", 6900, 0, "Marrow & Fern", "cotton office", "Button-down collar, single-needle seams, better every wash."),
    row("Linen Camp Shirt", Shirt, "Moss Saffron Chalk", 7450, 0, "Solveiga", "linen summer", "An open collar and a square hem, worn loose."),
    row("Poplin Dress Shirt", Shirt, "Chalk Sky", 8900, 0, "Pell & Thorn", "cotton office", "Two-fold poplin with a collar that takes a tie."),
    row("Heavy Pocket Tee", Tee, "Coal Chalk Clay", 3450, 0, "Marrow & Fern", "cotton everyday", "A 240-gram tee with a pocket and a neckband that holds."),
    row("Garment Dyed Tee", Tee, "Sea Brick Moss", 2990, 3900, "Solveiga", "cotton everyday", "Dyed after sewing for colour that looks lived in."),
    row("Breton Long Sleeve", Jumper, "Chalk Ink", 4900, 0, "Solveiga", "cotton everyday", "The striped one that goes with everything you own."),
    row("Waxed Overshirt", Overshirt, "Forest Coal", 16900, 0, "Brackenhus", "cotton winter", "A waxed layer with room underneath for a jumper."),
    row("Canvas Chore Shirt", Overshirt, "Ink Sand", 11900, 13900, "Brackenhus", "canvas everyday", "Three patch pockets and a hammer-loop's worth of attitude."),
    row("Brushed Flannel Shirt", Shirt, "Brick Forest Slate", 7900, 0, "Brackenhus", "cotton winter", "Brushed on both sides, checked in the yarn."),
    row("Corduroy Overshirt", Overshirt, "Clay Moss", 12450, 0, "Marrow & Fern", "corduroy winter", "Eight-wale corduroy that wears to a shine at the cuffs."),
    row("Chambray Work Shirt", Shirt, "Slate Sky", 8450, 0, "Brackenhus", "cotton everyday", "Triple-stitched chambray with a pencil slot."),
    row("Piqué Polo", Tee, "Ink Chalk Forest", 5450, 0, "Marrow & Fern", "cotton summer", "A clean polo with a collar that doesn't curl."),
    row("Seersucker Shirt", Shirt, "Sky Rose", 7900, 9450, "Solveiga", "cotton summer", "Puckered cotton that keeps its distance from the heat."),
];

/// `/Men/Trousers`
#[rustfmt::skip]
pub(super) const TROUSERS: &[Row] = &[
    row("Everyday Chino", Trousers, "Sand Ink Moss", 8900, 0, "Marrow & Fern", "cotton everyday", "A straight chino in brushed twill with a little give."),
    row("Pleated Wool Trouser", WideTrousers, "Slate Coal", 14900, 0, "Pell & Thorn", "wool office", "Single pleat, side tabs, and a drape that does the talking."),
    row("Raw Denim Jean", Trousers, "Ink Coal", 12900, 0, "Brackenhus", "denim everyday", "Fourteen-ounce selvedge, left raw so it can be yours."),
    row("Washed Denim Jean", Trousers, "Sky Slate", 9900, 11900, "Brackenhus", "denim everyday", "The same cut, broken in for you."),
    row("Linen Drawstring Trouser", WideTrousers, "Oat Sea", 8450, 0, "Solveiga", "linen summer", "Cool and wide, with a cord at the waist."),
    row("Fatigue Trouser", WideTrousers, "Moss Sand", 10900, 0, "Brackenhus", "cotton everyday", "Patch pockets and a back-satin weave that lasts."),
    row("Corduroy Trouser", Trousers, "Clay Forest", 9900, 0, "Marrow & Fern", "corduroy winter", "Needlecord with a tapered leg."),
    row("Merino Lounge Trouser", WideTrousers, "Oat Coal", 11900, 0, "Brackenhus", "merino everyday", "Knitted merino for long Sundays."),
    row("Travel Trouser", Trousers, "Coal Ink", 11450, 0, "Marrow & Fern", "stretch office", "Sheds creases and light rain between two cities."),
    row("Swim Short", Shorts, "Sea Brick", 5900, 7450, "Solveiga", "nylon summer", "Quick to dry, cut above the knee, pocket with a drain."),
    row("Linen Short", Shorts, "Sand Sky", 6450, 0, "Solveiga", "linen summer", "An elastic back and a proper front."),
    row("Chino Short", Shorts, "Ink Moss Sand", 5900, 0, "Marrow & Fern", "cotton summer", "The chino, shorter."),
    row("Moleskin Trouser", Trousers, "Plum Sand", 10450, 0, "Pell & Thorn", "cotton winter", "Dense, soft and quiet when you walk."),
];

/// `/Accessories/Shoes`
#[rustfmt::skip]
pub(super) const SHOES: &[Row] = &[
    row("Court Sneaker", Sneaker, "Chalk Forest Ink", 11900, 0, "Tidewick", "leather everyday", "A plain leather court shoe on a stitched rubber cup."),
    row("Canvas Plimsoll", Sneaker, "Ink Chalk Brick", 5900, 0, "Tidewick", "canvas summer", "Vulcanised, unfussy, easily replaced by nothing."),
    row("Suede Trainer", Sneaker, "Sand Slate Moss", 12900, 14900, "Tidewick", "suede everyday", "A low runner in brushed suede with a gum sole."),
    row("Trail Runner", Sneaker, "Sea Saffron", 13900, 0, "Tidewick", "mesh sport", "Grip for roots, mesh for puddles."),
    row("Chelsea Boot", Boot, "Coal Clay", 18900, 0, "Pell & Thorn", "leather winter", "One piece of calf, elastic gussets, resoleable welt."),
    row("Hiker Boot", Boot, "Clay Forest", 19900, 0, "Brackenhus", "leather winter", "A padded collar and a lugged sole that likes weather."),
    row("Desert Boot", Boot, "Sand Ink", 13900, 15900, "Tidewick", "suede everyday", "Two eyelets and a crepe sole."),
    row("Rain Boot", Boot, "Forest Saffron", 7900, 0, "Tidewick", "rubber winter", "Natural rubber with a cotton lining, ankle-high."),
    row("Leather Mule", Mule, "Clay Coal", 9900, 0, "Ostrelle", "leather summer", "Slip in and go; the footbed remembers you."),
    row("Cork Sandal", Mule, "Sand Coal", 8450, 0, "Ostrelle", "leather summer", "A moulded cork bed under two soft straps."),
    row("Felt House Slipper", Mule, "Slate Moss Rose", 4900, 0, "Brackenhus", "wool home", "Boiled wool for cold floors."),
    row("Penny Loafer", Mule, "Plum Coal", 16900, 0, "Pell & Thorn", "leather office", "Hand-sewn apron, stacked heel, no coin supplied."),
    row("Lace Up Boot", Boot, "Coal Brick", 17900, 0, "Pell & Thorn", "leather winter", "Six eyelets and three hooks of good bridle leather."),
];

/// `/Accessories/Bags`
#[rustfmt::skip]
pub(super) const BAGS: &[Row] = &[
    row("Market Tote", Tote, "Oat Ink Brick", 3900, 0, "Tidewick", "canvas everyday", "Heavy canvas that stands up by itself and carries bottles."),
    row("Leather Tote", Tote, "Clay Coal", 19900, 0, "Pell & Thorn", "leather office", "Vegetable-tanned and unlined, with a pocket for what matters."),
    row("Weekend Tote", Tote, "Forest Sand", 12900, 14900, "Tidewick", "canvas travel", "A zip top, two lengths of handle, two nights' room."),
    row("Roll Top Backpack", Backpack, "Saffron Slate Coal", 11900, 0, "Tidewick", "nylon travel", "Waterproof roll top with a sleeve for a laptop."),
    row("Day Pack", Backpack, "Moss Ink", 8900, 0, "Tidewick", "nylon everyday", "Eighteen litres and nothing to get caught on."),
    row("Leather Backpack", Backpack, "Clay Plum", 24900, 0, "Pell & Thorn", "leather office", "Grows softer as the years pile in."),
    row("Half Moon Bag", Crossbody, "Plum Coal Oat", 13900, 0, "Ostrelle", "leather evening", "A crescent on an adjustable strap."),
    row("Camera Bag", Crossbody, "Coal Sand", 11450, 13450, "Ostrelle", "leather everyday", "Boxy and padded, camera optional."),
    row("Nylon Sling", Crossbody, "Sea Lilac", 5900, 0, "Tidewick", "nylon travel", "Passport, phone, keys, done."),
    row("Zip Pouch", Pouch, "Rose Ink Saffron", 2450, 0, "Tidewick", "canvas everyday", "For pencils, cables or the small things of a child."),
    row("Wash Bag", Pouch, "Slate Moss", 4450, 0, "Tidewick", "nylon travel", "Wipes clean and hangs from a hook."),
    row("Leather Clutch", Pouch, "Brick Coal", 8900, 0, "Ostrelle", "leather evening", "Folds once, magnets shut, holds a paperback."),
    row("Cord Shopper", Tote, "Sky Clay", 4900, 0, "Solveiga", "corduroy everyday", "Fat corduroy, long straps, inner zip."),
];
