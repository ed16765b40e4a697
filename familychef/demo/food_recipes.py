"""The demo's dishes, written as people write recipes: a title line, ingredients, numbered steps."""

ROSSI = """
Lasagne | mains | 6 | 75 | Sunday, oven | children
Nonna's own, with patience. Even better the next day.
250 g lasagne sheets
500 g minced beef
700 g passata
1 onion
1 carrot
100 g celery
500 ml milk
50 g butter
50 g flour
120 g Parmesan
2 tbsp olive oil
salt
nutmeg
1. Chop onion, carrot and celery and soften them in the oil, 10 min.
2. Brown the beef in it, add the passata and simmer 40 min on low heat.
3. Melt the butter, stir in the flour, then the milk bit by bit; season with salt and nutmeg.
4. Layer sauce, sheets, white sauce and Parmesan in a dish, ending with white sauce.
5. Bake at 180 °C for 35 min and let it rest 10 min before cutting.

Tomato soup | soups | 4 | 25 | quick | vegetarian, children
800 g tinned tomatoes
1 onion
2 cloves garlic
2 tbsp olive oil
200 ml cream (optional)
10 g basil
salt
1. Soften onion and garlic in the oil, 5 min.
2. Add the tomatoes with a tin of water and simmer 15 min.
3. Blend, stir in the cream, scatter basil on top.

Pancakes | breakfast | 4 | 20 | quick, sweet | vegetarian, children
250 g flour
500 ml milk
3 eggs
30 g butter
1 tbsp sugar
jam, to serve
1. Whisk flour, milk, eggs and sugar and let the batter rest 10 min.
2. Fry thin pancakes in a little butter, 1 min on each side.

Omelette | breakfast | 1 | 10 | quick | vegetarian
3 eggs
15 g butter
30 g Parmesan (optional)
salt
black pepper
1. Beat the eggs with a pinch of salt.
2. Melt the butter until it foams, pour in the eggs and stir gently for 1 min.
3. Fold over the cheese and slide it onto a warm plate.

Lentil curry | mains | 4 | 30 | quick | vegetarian, vegan, spicy
300 g red lentils
400 ml coconut milk
400 g tinned tomatoes
1 onion
2 cloves garlic
1 tbsp curry powder
1 tbsp olive oil
1 bunch coriander (optional)
salt
1. Soften the onion in the oil, 5 min, then stir in garlic and curry powder.
2. Add lentils, tomatoes, coconut milk and 300 ml of water and simmer 20 min.
3. Season and serve with rice.

Pesto pasta | mains | 4 | 20 | quick | vegetarian
400 g spaghetti
60 g walnuts
25 g basil
60 g Parmesan
80 ml olive oil
1 clove garlic
1. Pound basil, walnuts, garlic, Parmesan and oil to a paste.
2. Cook the spaghetti 9 min, keep a cup of the water.
3. Toss pasta, pesto and a little of the water.

Minestrone | soups | 6 | 50 | garden | vegetarian, vegan
2 carrots
100 g celery
300 g potatoes
1 courgette
400 g white beans
400 g tinned tomatoes
2 tbsp olive oil
1 bay leaf
1. Cut everything small and soften carrots and celery in the oil, 8 min.
2. Add the rest with 1 l of water and simmer 35 min.

Roast chicken | mains | 4 | 90 | Sunday, oven | children
1 whole chicken
1 kg potatoes
2 lemons
3 sprigs rosemary
3 tbsp olive oil
salt
black pepper
1. Rub the chicken with oil, salt and pepper and put a lemon inside.
2. Roast at 200 °C for 1 h 10 min with the potatoes around it.
3. Rest it 10 min before carving.

Green salad | sides | 4 | 10 | quick | vegetarian, vegan
1 lettuce
2 tomatoes
2 tbsp olive oil
1 lemon
salt
1. Wash and tear the lettuce, cut the tomatoes.
2. Dress with oil, lemon and salt just before eating.

Rice | sides | 4 | 20 | | vegetarian, vegan, children
300 g rice
600 ml water
salt
1. Rinse the rice, bring it to the boil and cook it covered 12 min.
2. Let it stand 5 min off the heat.

Garlic bread | sides | 4 | 15 | oven, quick | vegetarian
400 g bread
60 g butter
2 cloves garlic
1 handful parsley
1. Mix butter, garlic and parsley and spread it into the cut bread.
2. Bake at 200 °C for 10 min.

Apple crumble | desserts | 6 | 45 | oven, sweet | vegetarian, children
6 apples
150 g flour
100 g butter
80 g sugar
1 tsp cinnamon
1. Cut the apples into a dish and sprinkle with cinnamon.
2. Rub flour, butter and sugar to crumbs and cover the apples.
3. Bake at 190 °C for 30 min.

Tiramisù | desserts | 8 | 30 | Sunday, sweet | vegetarian
500 g mascarpone
4 eggs
100 g sugar
200 g ladyfingers
300 ml coffee
2 tbsp cocoa
1. Beat yolks and sugar pale, fold in the mascarpone, then the whipped whites.
2. Dip the ladyfingers in cold coffee and layer them with the cream.
3. Chill 4 hours and dust with cocoa.

Fruit bowl | desserts | 4 | 10 | quick | vegetarian, vegan, children
3 apples
3 bananas
150 g frozen berries
1 lemon
1. Cut the fruit, add the berries and the juice of the lemon.

Cocoa | drinks | 2 | 10 | quick, sweet | vegetarian, children
500 ml milk
50 g dark chocolate
1 tbsp sugar
1. Warm the milk, 5 min, and whisk in chocolate and sugar.

Porridge | breakfast | 2 | 10 | quick | vegetarian, children
100 g oats
400 ml milk
1 tbsp honey
1 banana (optional)
1. Simmer oats and milk 5 min, stirring.
2. Serve with honey and banana.
"""
NERI = """
Carbonara | mains | 4 | 20 | quick |
400 g spaghetti
150 g bacon
4 eggs
80 g Parmesan
black pepper
1. Cook the spaghetti 9 min and fry the bacon meanwhile.
2. Off the heat mix pasta, bacon, eggs and Parmesan with a little of the water.

Apple pancakes | breakfast | 2 | 20 | sweet | vegetarian, children
150 g flour
300 ml milk
2 eggs
1 apple
1. Whisk the batter, fold in the grated apple and fry small pancakes, 2 min on each side.
"""
COLD = {"Green salad", "Tiramisù", "Fruit bowl"}
HIDDEN = {"Roast chicken"}
LEFT = {"Apple crumble": 2}
