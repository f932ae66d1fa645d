//! The rows of what furnishes: lighting, tableware, textiles, vases.
use super::row::{Row, row};
use super::shape::Shape::{
    Bowl, Candle, Carafe, Cushion, FloorLamp, Mug, Pendant, Planter, Plate, RoundVase, TableLamp, TallVase, Throw,
    Towel,
};

/// `/Home/Lighting`
#[rustfmt::skip]
pub(super) const LIGHTING: &[Row] = &[
    row("Mushroom Table Lamp", TableLamp, "Clay Chalk Forest", 8900, 0, "Lumary", "metal bedside", "A pressed steel dome with a dimmer on the stem."),
    row("Pleat Table Lamp", TableLamp, "Oat Rose", 11900, 0, "Lumary", "fabric living", "A hand-pleated shade over an oak foot."),
    row("Lantern Lamp", TableLamp, "Brass Coal", 9450, 11900, "Lumary", "metal outdoor", "Rechargeable, weatherproof, twelve hours of glow."),
    row("Ceramic Base Lamp", TableLamp, "Sea Sand", 13900, 0, "Kilnloam", "ceramic living", "Thrown and glazed by hand, so no two quite match."),
    row("Reading Floor Lamp", FloorLamp, "Coal Brass", 18900, 0, "Lumary", "metal living", "A counterweighted arm that stays where it is put."),
    row("Tripod Floor Lamp", FloorLamp, "Oat Slate", 21900, 24900, "Lumary", "wood living", "Three ash legs and a drum of linen."),
    row("Arc Floor Lamp", FloorLamp, "Chalk Saffron", 24900, 0, "Lumary", "metal living", "Reaches over the sofa from a marble foot."),
    row("Dome Pendant", Pendant, "Forest Chalk Brick", 12900, 0, "Lumary", "metal kitchen", "Spun aluminium, white inside, for above a table."),
    row("Paper Pendant", Pendant, "Chalk Oat", 4900, 0, "Brackenhus", "paper bedroom", "A moon of mulberry paper on bamboo ribs."),
    row("Glass Pendant", Pendant, "Sea Plum", 14900, 0, "Lumary", "glass kitchen", "Mouth-blown glass with a swirl you can only see lit."),
    row("Rattan Pendant", Pendant, "Sand Coal", 9900, 0, "Brackenhus", "rattan bedroom", "Throws a net of shadow over the ceiling."),
    row("Clip Lamp", TableLamp, "Saffron Ink", 3900, 4900, "Lumary", "metal office", "Holds on to a shelf, a bed or a music stand."),
    row("Globe Table Lamp", TableLamp, "Lilac Chalk", 7900, 0, "Lumary", "glass bedside", "Opal glass resting in a ring of steel."),
];

/// `/Home/Tableware`
#[rustfmt::skip]
pub(super) const TABLEWARE: &[Row] = &[
    row("Stoneware Mug", Mug, "Oat Sea Clay", 1890, 0, "Kilnloam", "stoneware kitchen", "Three hundred millilitres, a thumb rest, a rough foot."),
    row("Espresso Cup", Mug, "Coal Chalk", 1290, 0, "Kilnloam", "porcelain kitchen", "Thick enough to keep a short coffee hot."),
    row("Enamel Mug", Mug, "Forest Chalk Brick", 1450, 0, "Brackenhus", "enamel outdoor", "Goes on the fire and comes back."),
    row("Speckled Breakfast Bowl", Bowl, "Chalk Moss", 2250, 0, "Kilnloam", "stoneware kitchen", "For porridge, ramen, and standing at the window."),
    row("Serving Bowl", Bowl, "Ink Saffron", 5900, 6900, "Kilnloam", "stoneware dining", "Wide, shallow and heavy enough to pass round."),
    row("Olive Wood Bowl", Bowl, "Sand Clay", 4900, 0, "Brackenhus", "wood dining", "Turned from one piece; oil it twice a year."),
    row("Dinner Plate", Plate, "Chalk Slate Rose", 2490, 0, "Kilnloam", "stoneware dining", "A coupe plate with an unglazed rim."),
    row("Side Plate", Plate, "Oat Sky", 1690, 0, "Kilnloam", "stoneware dining", "For toast, cake and olive stones."),
    row("Pasta Plate", Plate, "Moss Brick", 2790, 3290, "Kilnloam", "stoneware dining", "Deep in the middle, with a rim to rest the fork."),
    row("Glass Carafe", Carafe, "Sea Sky", 3450, 0, "Lumary", "glass dining", "A litre of water that pours without a drip."),
    row("Oil Bottle", Carafe, "Forest Clay", 2690, 0, "Kilnloam", "stoneware kitchen", "Keeps light out and has a spout that knows when to stop."),
    row("Water Jug", Carafe, "Slate Chalk", 4250, 0, "Kilnloam", "stoneware dining", "A generous handle on a generous jug."),
    row("Ridged Tumbler", Mug, "Plum Sea", 1590, 0, "Lumary", "glass kitchen", "Pressed glass that stacks and survives."),
];

/// `/Home/Textiles`
#[rustfmt::skip]
pub(super) const TEXTILES: &[Row] = &[
    row("Linen Cushion", Cushion, "Clay Oat Ink", 3900, 0, "Solveiga", "linen living", "Stone-washed linen with a hidden zip."),
    row("Velvet Cushion", Cushion, "Forest Plum Saffron", 4900, 5900, "Ostrelle", "velvet living", "Cotton velvet, piped by hand."),
    row("Bouclé Cushion", Cushion, "Chalk Sand", 4450, 0, "Solveiga", "wool living", "A cloud with corners."),
    row("Stripe Cushion", Cushion, "Sky Brick", 3650, 0, "Solveiga", "cotton outdoor", "Yarn-dyed stripes that don't mind the sun."),
    row("Lambswool Throw", Throw, "Slate Rose Moss", 9900, 0, "Brackenhus", "lambswool living", "Woven in a small mill, fringed at both ends."),
    row("Waffle Throw", Throw, "Oat Sea", 6900, 0, "Solveiga", "cotton bedroom", "A bedspread by summer, a layer by winter."),
    row("Mohair Throw", Throw, "Lilac Saffron", 14900, 17900, "Pell & Thorn", "mohair living", "Weighs nothing, warms at once."),
    row("Picnic Blanket", Throw, "Brick Forest", 7900, 0, "Brackenhus", "wool outdoor", "Recycled wool with a waxed back and a leather strap."),
    row("Bath Towel", Towel, "Chalk Clay Slate", 3450, 0, "Tidewick", "cotton bathroom", "Six hundred grams of long-staple cotton."),
    row("Hammam Towel", Towel, "Sky Sand", 2950, 0, "Tidewick", "cotton bathroom", "Flat-woven, knotted fringe, dries in an hour."),
    row("Tea Towel", Towel, "Ink Saffron Moss", 1290, 0, "Tidewick", "linen kitchen", "Half linen: polishes glass and looks good on the oven door."),
    row("Waffle Hand Towel", Towel, "Rose Oat", 1890, 2290, "Tidewick", "cotton bathroom", "Small, thirsty, quick to dry."),
    row("Quilted Bedspread", Throw, "Sage Chalk", 18900, 0, "Solveiga", "cotton bedroom", "Two faces of washed cotton, quilted in waves."),
];

/// `/Home/Vases`
#[rustfmt::skip]
pub(super) const VASES: &[Row] = &[
    row("Bottle Vase", TallVase, "Sea Clay", 4900, 0, "Kilnloam", "ceramic living", "A long neck for a single branch."),
    row("Ribbed Column Vase", TallVase, "Chalk Coal", 6900, 0, "Kilnloam", "ceramic living", "Combed while the clay was wet."),
    row("Amber Glass Vase", TallVase, "Saffron Forest", 5450, 6450, "Lumary", "glass living", "Turns the afternoon to honey."),
    row("Moon Vase", RoundVase, "Chalk Slate", 8900, 0, "Kilnloam", "ceramic living", "Two thrown halves, joined at the equator."),
    row("Bud Vase", RoundVase, "Rose Moss Ink", 1990, 0, "Kilnloam", "ceramic bedside", "For the flower you were handed."),
    row("Amphora Vase", RoundVase, "Clay Sand", 9900, 0, "Kilnloam", "terracotta living", "Old shape, new kiln, two ears."),
    row("Terracotta Planter", Planter, "Clay Brick", 2890, 0, "Kilnloam", "terracotta outdoor", "Frost-proof, with a saucer that fits."),
    row("Footed Planter", Planter, "Chalk Forest", 5900, 0, "Kilnloam", "ceramic living", "Lifts a fern to where it can be admired."),
    row("Hanging Planter", Planter, "Oat Slate", 3450, 3990, "Brackenhus", "ceramic outdoor", "On a leather cord, for things that trail."),
    row("Beeswax Candle", Candle, "Saffron Chalk", 1650, 0, "Brackenhus", "wax dining", "Burns for thirty hours and smells of summer."),
    row("Fig Leaf Candle", Candle, "Moss Plum", 3900, 0, "Lumary", "wax living", "Green fig, cedar, a little smoke."),
    row("Sea Salt Candle", Candle, "Sky Slate", 3900, 0, "Lumary", "wax bathroom", "The beach in February, in a good way."),
    row("Stone Candle Holder", Candle, "Slate Coal", 2690, 0, "Pell & Thorn", "stone dining", "Turned soapstone with a felted foot."),
];
