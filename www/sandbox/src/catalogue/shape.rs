//! The silhouettes of the pictures: SVG fragments on a 200 × 200 canvas.
//!
//! `@c`, `@d` and `@l` stand for the product's colour, its shade and its light side; everything
//! else is a fixed material. Few large forms, so that they read at 64 px.

/// What a product looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    LongDress,
    ShortDress,
    Jumper,
    RollNeck,
    Cardigan,
    Shirt,
    Tee,
    Overshirt,
    Trousers,
    WideTrousers,
    Shorts,
    Sneaker,
    Boot,
    Mule,
    Tote,
    Backpack,
    Crossbody,
    Pouch,
    TableLamp,
    FloorLamp,
    Pendant,
    Mug,
    Bowl,
    Plate,
    Carafe,
    Cushion,
    Throw,
    Towel,
    TallVase,
    RoundVase,
    Planter,
    Candle,
}

const LONG_DRESS: &str = r##"<path fill="@c" d="M80 28h6q2 16 14 16t14-16h6q0 24-4 34-4 12 0 22l24 84q-40 12-80 0l24-84q4-10 0-22-4-10-4-34z"/><path fill="@d" d="M83 80h34l2 8H81z"/><path fill="none" stroke="@d" stroke-width="2.5" stroke-linecap="round" d="M91 98 78 164M100 98v70M109 98l13 66"/><path fill="@l" d="M80 28h6q1 14 5 16-5 8-6 18-4-12-5-34z"/>"##;
const SHORT_DRESS: &str = r##"<path fill="@c" d="M78 36q10 8 22 8t22-8l24 14-10 30-14-6-2 12 18 62q-38 10-76 0l18-62-2-12-14 6-10-30z"/><path fill="@d" d="M78 86h44l2 8H76z"/><path fill="none" stroke="@d" stroke-width="2.5" stroke-linecap="round" d="M88 102l-8 42M100 102v44M112 102l8 42"/><path fill="none" stroke="@l" stroke-width="5" stroke-linecap="round" d="M80 37q9 10 20 10t20-10"/>"##;
const JUMPER: &str = r##"<path fill="@c" d="M76 42q24 14 48 0l26 14 18 84-18 6-18-58-2 66H70l-2-66-18 58-18-6 18-84z"/><path fill="@d" d="M70 144h60v12q-30 4-60 0zM32 132l-4 13q9 6 19 6l5-14zM168 132l4 13q-9 6-19 6l-5-14z"/><path fill="none" stroke="@d" stroke-width="3" d="M68 88l-2-18M132 88l2-18"/><path fill="none" stroke="@l" stroke-width="7" d="M77 43q23 16 46 0"/>"##;
const ROLL_NECK: &str = r##"<path fill="@c" d="M76 46q24 10 48 0l26 12 18 82-18 6-18-58-2 66H70l-2-66-18 58-18-6 18-82z"/><path fill="@l" d="M80 26q20-6 40 0l4 22q-24 10-48 0z"/><path fill="none" stroke="@c" stroke-width="2.5" d="M88 28v20M96 27v23M104 27v23M112 28v20"/><path fill="@d" d="M70 144h60v12q-30 4-60 0zM32 132l-4 13q9 6 19 6l5-14zM168 132l4 13q-9 6-19 6l-5-14z"/><path fill="none" stroke="@d" stroke-width="3" d="M68 88l-2-18M132 88l2-18"/>"##;
const CARDIGAN: &str = r##"<path fill="@d" d="M78 42h44l-22 44z"/><path fill="@c" d="M76 42l24 42 24-42 26 14 18 84-18 6-18-58-2 72H70l-2-72-18 58-18-6 18-84z"/><path fill="none" stroke="@l" stroke-width="6" stroke-linejoin="round" d="M77 43l23 43v74M123 43l-23 43"/><path fill="none" stroke="@d" stroke-width="3" d="M78 122h14v22H78zM108 122h14v22h-14zM68 88l-2-18M132 88l2-18"/><g fill="@d"><circle cx="100" cy="98" r="3.4"/><circle cx="100" cy="116" r="3.4"/><circle cx="100" cy="134" r="3.4"/><circle cx="100" cy="151" r="3.4"/></g>"##;
const SHIRT: &str = r##"<path fill="@c" d="M78 38h44l28 14 16 84-17 5-17-55v74q-32 10-64 0V86l-17 55-17-5 16-84z"/><path fill="@d" d="M80 38h40l-20 22z"/><path fill="@l" d="M78 36l22 24-14 12-16-30zM122 36l-22 24 14 12 16-30z"/><path fill="none" stroke="@d" stroke-width="2.5" d="M100 60v104M110 92h16v16h-16zM68 88V72M132 88V72"/><g fill="@d"><circle cx="104" cy="84" r="2"/><circle cx="104" cy="106" r="2"/><circle cx="104" cy="128" r="2"/><circle cx="104" cy="149" r="2"/></g>"##;
const TEE: &str = r##"<path fill="@c" d="M76 40q24 16 48 0l34 18 10 36-26 8-6-14v72q-36 6-72 0V88l-6 14-26-8 10-36z"/><path fill="none" stroke="@l" stroke-width="6" d="M77 41q23 17 46 0"/><path fill="none" stroke="@d" stroke-width="2.5" d="M64 88l2-18M136 88l-2-18M34 88l25 8M166 88l-25 8M65 152q35 6 70 0"/><path fill="@d" d="M108 84h18v14q-9 7-18 0z" opacity=".55"/>"##;
const OVERSHIRT: &str = r##"<path fill="@c" d="M78 38h44l30 14 16 86-18 5-17-57v78H67V86l-17 57-18-5 16-86z"/><path fill="@d" d="M80 38h40l-20 18z"/><path fill="@l" d="M77 36l23 22-12 14-20-28zM123 36l-23 22 12 14 20-28z"/><path fill="@d" d="M74 86h18v20H74zM108 86h18v20h-18zM72 126h22v26H72zM106 126h22v26h-22z" opacity=".7"/><path fill="@l" d="M74 86h18v6H74zM108 86h18v6h-18zM72 126h22v6H72zM106 126h22v6h-22z"/><path stroke="@d" stroke-width="3" d="M100 58v106"/>"##;
const TROUSERS: &str = r##"<path fill="@c" d="M70 30h60l10 138h-28L100 78l-12 90H60z"/><path fill="@d" d="M70 30h60l1 10H69z"/><path fill="none" stroke="@d" stroke-width="2.5" stroke-linecap="round" d="M100 40v34M73 44q4 12-4 18M127 44q-4 12 4 18M61 158h26M113 158h26"/><path fill="none" stroke="@l" stroke-width="2.5" stroke-linecap="round" d="M83 72l-7 82M117 72l7 82"/>"##;
const WIDE_TROUSERS: &str = r##"<path fill="@c" d="M72 30h56l24 136h-42L100 80l-10 86H48z"/><path fill="@d" d="M72 30h56l2 10H70z"/><path fill="none" stroke="@d" stroke-width="2.5" stroke-linecap="round" d="M100 40v34M74 46q2 12-6 16M126 46q-2 12 6 16"/><path fill="none" stroke="@l" stroke-width="3" stroke-linecap="round" d="M86 44l-16 118M114 44l16 118"/><path fill="none" stroke="@l" stroke-width="3" stroke-linecap="round" d="M97 40q-6 10-4 20M103 40q6 10 4 20"/>"##;
const SHORTS: &str = r##"<path fill="@c" d="M62 52h76l18 82-46 10-10-46-10 46-46-10z"/><path fill="@d" d="M62 52h76l3 13H59z"/><path fill="none" stroke="@d" stroke-width="2.5" stroke-linecap="round" d="M100 66v30M64 72q4 16-6 24M136 72q-4 16 6 24M47 126l43 9M153 126l-43 9"/><path fill="none" stroke="@l" stroke-width="3" stroke-linecap="round" d="M97 64q-8 10-4 22M103 64q8 10 4 22"/>"##;
const SNEAKER: &str = r##"<path fill="@c" d="M26 92q14 6 26-8 8-10 20-8l8 4q16 26 42 34 42 4 50 24v10H28q-10-22-2-56z"/><path fill="@d" d="M26 92q14 6 26-8l10 34q-18 18-37 12-2-20 1-38zM130 116q36 4 42 22v6h-42q-8-14 0-28z"/><path fill="#fbfaf7" d="M26 146h146q6 0 6 8t-8 8H36q-12 0-10-16z"/><path fill="#d9d3c8" d="M27 156h150q-2 6-8 6H36q-8 0-9-6z"/><path fill="none" stroke="#fbfaf7" stroke-width="4.5" stroke-linecap="round" d="M80 100l14-10M90 111l14-10M102 120l12-11"/>"##;
const BOOT: &str = r##"<path fill="@c" d="M58 34h52q-2 36 4 54 10 14 36 20 20 6 20 34H58q-8-52 0-108z"/><path fill="@d" d="M72 34h20q-8 30 0 56H76q-8-26-4-56zM136 104l14 4q20 6 20 34h-32q8-20-2-38z"/><path fill="#3b332d" d="M54 142h118q4 0 4 8v6H96l-4-4-4 12H54z"/><path fill="none" stroke="@l" stroke-width="3.5" stroke-linecap="round" d="M58 38h50M112 84q-12 8-14 22"/>"##;
const MULE: &str = r##"<path fill="#c9a878" d="M24 128q30 10 66-4 40-14 74-2 14 6 12 20-76 12-150 2-8-8-2-16z"/><path fill="#5c4633" d="M22 138q70 16 154 2 2 14-6 14H34q-14 0-12-16z"/><path fill="@c" d="M92 136q2-52 48-54 36 4 38 52 0 8-6 10-44 8-80-8z"/><path fill="@d" d="M92 136q2-14 6-24 12 18 34 18 26-2 44-14l2 18q0 8-6 10-44 8-80-8z"/><path fill="none" stroke="@l" stroke-width="4" stroke-linecap="round" d="M112 96q12-9 28-9 16 2 26 14"/>"##;
const TOTE: &str = r##"<path fill="none" stroke="@d" stroke-width="6" d="M74 84V58q0-26 26-26t26 26v26"/><path fill="@c" d="M46 78h108l10 84q-64 8-128 0z"/><path fill="@l" d="M46 78h108l1 9H45z"/><path fill="@d" d="M78 112h44v26q-22 8-44 0z" opacity=".75"/><path fill="none" stroke="@l" stroke-width="6" stroke-linecap="round" d="M70 84V64M130 84V64"/><path fill="none" stroke="@d" stroke-width="2" stroke-dasharray="5 4" d="M42 154q58 7 116 0"/>"##;
const BACKPACK: &str = r##"<path fill="none" stroke="@d" stroke-width="7" stroke-linecap="round" d="M84 42q0-14 16-14t16 14M58 92q-16 10-12 52M142 92q16 10 12 52"/><path fill="@c" d="M58 76q0-40 42-40t42 40v76q0 14-14 14H72q-14 0-14-14z"/><path fill="@l" d="M58 78q0-42 42-42t42 42q-42 12-84 0z"/><path fill="@d" d="M70 112h60v34q0 10-10 10H80q-10 0-10-10z"/><path fill="@c" d="M70 112h60v12q-30 8-60 0z"/><path fill="#d8c9a4" d="M92 74h16v14H92z"/><path fill="none" stroke="@d" stroke-width="3" d="M58 79q42 12 84 0"/>"##;
const CROSSBODY: &str = r##"<path fill="none" stroke="@d" stroke-width="5" d="M42 104Q44 26 100 26t58 78"/><path fill="@c" d="M36 96q64-20 128 0 8 62-36 66H72q-44-4-36-66z"/><path fill="@l" d="M36 96q64-20 128 0l1 12q-65-18-130 0z"/><path fill="@d" d="M50 128q50 22 100 0-4 30-26 34H76q-22-4-26-34z" opacity=".6"/><path fill="#cfae6b" d="M94 96h12v20H94z"/><circle cx="42" cy="102" r="6" fill="#cfae6b"/><circle cx="158" cy="102" r="6" fill="#cfae6b"/>"##;
const POUCH: &str = r##"<path fill="@c" d="M34 78h132l8 66q-2 12-16 12H42q-14 0-16-12z"/><path fill="@d" d="M30 112h140l4 32q-2 12-16 12H42q-14 0-16-12z" opacity=".7"/><path fill="@l" d="M34 74h132q4 0 4 6t-4 6H34q-4 0-4-6t4-6z"/><path fill="none" stroke="#8d7a55" stroke-width="2.5" stroke-dasharray="3 3" d="M36 80h124"/><path fill="#cfae6b" d="M156 74h16v11h-16zM161 85h7v26q-3 6-7 0z"/>"##;
const TABLE_LAMP: &str = r##"<path fill="#fff3cf" d="M66 98h68l22 64H44z" opacity=".75"/><path fill="#8a7458" d="M95 96h10v56H95z"/><path fill="@d" d="M70 156q4-10 30-10t30 10v8H70z"/><path fill="@c" d="M44 100q6-62 56-62t56 62q-56 12-112 0z"/><path fill="@l" d="M44 100q5-52 40-60-20 20-22 63-10-1-18-3z"/><path fill="#fff8e3" d="M46 100q54 11 108 0-10 8-54 8t-54-8z"/>"##;
const FLOOR_LAMP: &str = r##"<path fill="#fff3cf" d="M66 66h68l22 70H44z" opacity=".7"/><path fill="#6d5b45" d="M97 62h6v102h-6z"/><path fill="none" stroke="#6d5b45" stroke-width="5" stroke-linecap="round" d="M100 112 76 166M100 112l24 54"/><path fill="@c" d="M76 24h48l18 44q-42 8-84 0z"/><path fill="@l" d="M76 24h14l-12 45q-12 0-20-1z"/><path fill="@d" d="M112 24h12l18 44q-8 2-18 2z"/><path fill="#fff8e3" d="M60 68q40 7 80 0-8 6-40 6t-40-6z"/>"##;
const PENDANT: &str = r##"<path fill="#fff3cf" d="M46 118h108l26 46H20z" opacity=".75"/><path stroke="#4a4038" stroke-width="3" d="M100 0v52"/><path fill="#4a4038" d="M92 46h16v16H92z"/><path fill="@c" d="M34 118q4-60 66-62 62 2 66 62-66 12-132 0z"/><path fill="@l" d="M34 118q4-52 48-60-22 22-26 63-14-1-22-3z"/><path fill="@d" d="M134 66q30 16 32 52-10 2-20 3-2-34-12-55z"/><path fill="#fff8e3" d="M37 118q63 11 126 0-12 10-63 10t-63-10z"/>"##;
const MUG: &str = r##"<path fill="none" stroke="@d" stroke-width="12" d="M134 84h14q18 0 18 22t-20 24l-14 2"/><path fill="@c" d="M46 66h92v72q0 22-22 22H68q-22 0-22-22z"/><path fill="@l" d="M46 66h18v92q-18-2-18-20z"/><ellipse cx="92" cy="66" rx="46" ry="11" fill="@d"/><ellipse cx="92" cy="67" rx="39" ry="7.5" fill="#5b3a26"/><path fill="@d" d="M46 132h92v6q0 22-22 22H68q-22 0-22-22z" opacity=".4"/>"##;
const BOWL: &str = r##"<path fill="@d" d="M76 150h48l6 14H70z"/><path fill="@c" d="M28 88h144q-4 66-72 68-68-2-72-68z"/><path fill="@l" d="M28 88h20q6 46 36 66-52-10-56-66z"/><ellipse cx="100" cy="88" rx="72" ry="18" fill="@d"/><ellipse cx="100" cy="91" rx="63" ry="13" fill="@l"/><path fill="none" stroke="@d" stroke-width="3" d="M34 116q66 20 132 0" opacity=".6"/>"##;
const PLATE: &str = r##"<circle cx="100" cy="102" r="72" fill="@d"/><circle cx="100" cy="99" r="72" fill="@c"/><circle cx="100" cy="100" r="50" fill="@d" opacity=".5"/><circle cx="100" cy="102" r="48" fill="@l"/><path fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" d="M40 84q12-36 46-44" opacity=".55"/><g fill="@d" opacity=".5"><circle cx="84" cy="92" r="1.8"/><circle cx="118" cy="84" r="1.5"/><circle cx="110" cy="118" r="2"/><circle cx="90" cy="124" r="1.4"/><circle cx="126" cy="106" r="1.6"/></g>"##;
const CARAFE: &str = r##"<path fill="none" stroke="@d" stroke-width="9" d="M128 76q32 4 26 38-4 22-24 24"/><path fill="@c" d="M82 32h36l6-4 6 10-12 10q0 22 12 42 18 36 6 62-2 12-14 12H78q-12 0-14-12-12-26 6-62 12-20 12-42z"/><path fill="@l" d="M82 32h10v20q0 22-10 42-16 34-6 70-10-1-12-12-12-26 6-62 12-20 12-42z"/><path fill="@d" d="M62 122q38 12 78 0 2 16-4 30-2 12-14 12H78q-12 0-14-12-6-14-2-30z" opacity=".55"/><path fill="@d" d="M82 32h36l6-4 3 6q-10 6-27 6-14 0-18-4z"/>"##;
const CUSHION: &str = r##"<path fill="@c" d="M32 44q68 16 136 0-14 60 0 118-68-14-136 0 14-58 0-118z"/><path fill="@l" d="M32 44q20 5 40 7-14 50-2 103-20 2-38 8 14-58 0-118z" opacity=".7"/><path fill="none" stroke="@d" stroke-width="4" stroke-linejoin="round" d="M32 44q68 16 136 0-14 60 0 118-68-14-136 0 14-58 0-118z"/><path fill="none" stroke="@d" stroke-width="3" stroke-linecap="round" d="M46 58l14 14M154 58l-14 14M46 148l14-12M154 148l-14-12M90 104q10 6 20 0"/>"##;
const THROW: &str = r##"<path fill="none" stroke="@d" stroke-width="4" stroke-linecap="round" stroke-dasharray=".1 9" d="M40 168h122"/><path fill="@d" d="M36 108q64-14 128 0v54H36z"/><path fill="@c" d="M36 62q0-14 14-14h100q14 0 14 14v84q-64-12-128 0z"/><path fill="@l" d="M36 62q0-14 14-14h100q14 0 14 14-64-10-128 0z"/><path fill="none" stroke="@l" stroke-width="4" d="M36 86q64-12 128 0M36 104q64-12 128 0"/><path fill="none" stroke="@d" stroke-width="3" d="M36 124q64-12 128 0"/>"##;
const TOWEL: &str = r##"<path fill="#b89468" d="M26 40h148v9H26z"/><circle cx="26" cy="44.500" r="8" fill="#a17f55"/><circle cx="174" cy="44.500" r="8" fill="#a17f55"/><path fill="@d" d="M114 38h36v108h-36z"/><path fill="@c" d="M52 38q0-4 4-4h62q4 0 4 4v124H52z"/><path fill="@l" d="M52 126h70v6H52zM52 138h70v10H52z"/><path fill="none" stroke="@d" stroke-width="2.5" d="M64 40v80M78 40v80M92 40v80M108 40v80" opacity=".35"/><path fill="none" stroke="@d" stroke-width="4" stroke-dasharray="2 4" d="M52 165h70"/>"##;
const TALL_VASE: &str = r##"<path fill="none" stroke="#7b8a63" stroke-width="4" stroke-linecap="round" d="M100 62q-4-26-24-42M101 62q4-22 22-34"/><g fill="#8fa173"><path d="M76 20q-16 2-18 14 14 2 18-14zM86 34q-18 4-18 18 16 0 18-18zM123 28q16 0 20 12-16 4-20-12zM112 42q18 2 20 16-18 2-20-16z"/></g><path fill="@c" d="M88 58h24v26q0 12 14 28 14 18 8 40-2 14-16 14H82q-14 0-16-14-6-22 8-40 14-16 14-28z"/><path fill="@l" d="M88 58h8v26q0 14-12 30-14 18-6 50-10-2-12-12-6-22 8-40 14-16 14-28z"/><ellipse cx="100" cy="58" rx="12" ry="3.500" fill="@d"/><path fill="none" stroke="@d" stroke-width="3" d="M66 138q34 10 68 0" opacity=".6"/>"##;
const ROUND_VASE: &str = r##"<path fill="none" stroke="#7b8a63" stroke-width="4" stroke-linecap="round" d="M100 70q-2-26-2-38M101 70q8-14 22-20"/><circle cx="98" cy="28" r="11" fill="#e8c15a"/><circle cx="98" cy="28" r="5" fill="#b9812c"/><path fill="#8fa173" d="M123 50q14-6 22 6-14 8-22-6z"/><path fill="@c" d="M84 68h32l-2 12q42 10 42 46 0 40-34 40H78q-34 0-34-40 0-36 42-46z"/><path fill="@l" d="M84 68h10l-2 14q-30 14-30 46 0 26 12 38-30-2-30-40 0-36 42-46z"/><ellipse cx="100" cy="68" rx="16" ry="4" fill="@d"/><path fill="none" stroke="@d" stroke-width="3" d="M45 118q55 14 110 0M46 138q54 14 108 0" opacity=".55"/>"##;
const PLANTER: &str = r##"<g fill="#6f8a5c"><path d="M98 96Q64 84 60 44q34 8 38 52zM102 96q-2-44 38-60-2 44-38 60z"/></g><g fill="#8aa572"><path d="M100 96Q82 60 102 22q18 38-2 74zM96 96Q60 100 40 76q34-8 56 20zM104 96q36 4 58-18-36-10-58 18z"/></g><path fill="@c" d="M54 104h92l-12 58H66z"/><path fill="@l" d="M54 104h18l6 58H66z"/><path fill="@d" d="M48 92h104v16H48z"/><path fill="@c" d="M48 92h104v9H48z"/>"##;
const CANDLE: &str = r##"<circle cx="100" cy="52" r="34" fill="#ffe9a8" opacity=".55"/><path fill="#f3a73b" d="M100 26q18 22 8 36-8 8-16 0-10-14 8-36z"/><path fill="#ffe08a" d="M100 42q8 10 3 18-3 4-6 0-5-8 3-18z"/><path stroke="#4a4038" stroke-width="3" stroke-linecap="round" d="M100 64v14"/><path fill="@c" d="M60 82h80v70q0 14-14 14H74q-14 0-14-14z"/><path fill="@l" d="M60 82h16v84q-16 0-16-14z"/><ellipse cx="100" cy="82" rx="40" ry="9" fill="@l"/><ellipse cx="100" cy="83" rx="33" ry="6" fill="#fbf4e2"/><path fill="#fbfaf5" d="M78 108h44v32H78z"/><path stroke="@d" stroke-width="3" d="M86 119h28M92 129h16"/>"##;

impl Shape {
    /// The fragment, with its placeholders.
    pub(super) const fn svg(self) -> &'static str {
        match self {
            Self::LongDress => LONG_DRESS,
            Self::ShortDress => SHORT_DRESS,
            Self::Jumper => JUMPER,
            Self::RollNeck => ROLL_NECK,
            Self::Cardigan => CARDIGAN,
            Self::Shirt => SHIRT,
            Self::Tee => TEE,
            Self::Overshirt => OVERSHIRT,
            Self::Trousers => TROUSERS,
            Self::WideTrousers => WIDE_TROUSERS,
            Self::Shorts => SHORTS,
            Self::Sneaker => SNEAKER,
            Self::Boot => BOOT,
            Self::Mule => MULE,
            Self::Tote => TOTE,
            Self::Backpack => BACKPACK,
            Self::Crossbody => CROSSBODY,
            Self::Pouch => POUCH,
            Self::TableLamp => TABLE_LAMP,
            Self::FloorLamp => FLOOR_LAMP,
            Self::Pendant => PENDANT,
            Self::Mug => MUG,
            Self::Bowl => BOWL,
            Self::Plate => PLATE,
            Self::Carafe => CARAFE,
            Self::Cushion => CUSHION,
            Self::Throw => THROW,
            Self::Towel => TOWEL,
            Self::TallVase => TALL_VASE,
            Self::RoundVase => ROUND_VASE,
            Self::Planter => PLANTER,
            Self::Candle => CANDLE,
        }
    }

    /// Where the shadow falls, as the attributes of an ellipse; what lies or hangs has none.
    pub(super) const fn shadow(self) -> Option<&'static str> {
        match self {
            Self::Pendant | Self::Plate | Self::Towel => None,
            Self::LongDress
            | Self::ShortDress
            | Self::Jumper
            | Self::RollNeck
            | Self::Cardigan
            | Self::Shirt
            | Self::Tee
            | Self::Overshirt
            | Self::Trousers
            | Self::WideTrousers
            | Self::Shorts => Some(r#"cx="100" cy="178" rx="52" ry="5""#),
            Self::Sneaker | Self::Boot | Self::Mule | Self::Throw | Self::Pouch | Self::Cushion => {
                Some(r#"cx="100" cy="164" rx="82" ry="9""#)
            }
            _ => Some(r#"cx="100" cy="165" rx="64" ry="8""#),
        }
    }
}
